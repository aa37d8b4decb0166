import { redactText } from "../../app/config/redact.ts";
import type { Log } from "../../app/ports.ts";

/** The terminal's log: bugs go to standard error, redacted; the rest is nobody's business. */
export const standardErrorLog: Log = {
  info() {},
  error(message, error) {
    const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
    process.stderr.write(`${redactText(`${message}: ${reason}`)}\n`);
  },
};
