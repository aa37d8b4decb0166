import { redactText } from "../../app/config/redact.ts";
import type { Log } from "../../app/ports.ts";

/**
 * Writes the program's log to its log folder, every line redacted. The library is loaded with the first line,
 * which usually never comes, so that it costs the start nothing.
 */
export const electronLog: Log = {
  info(message) {
    void write("info", message);
  },
  error(message, error) {
    void write("error", `${message}: ${describe(error)}`);
  },
};

async function write(level: "info" | "error", line: string): Promise<void> {
  const { default: log } = await import("electron-log/node");
  log.transports.console.level = false;
  log[level](redactText(line));
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.stack ?? error.message;
}
