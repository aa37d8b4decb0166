import type { Log } from "../app/ports.ts";

/**
 * Has bugs that nobody caught written to the log, which masks secrets, and goes on. Electron would show a dialog over
 * everything, and Node print whatever the error holds.
 */
export function logBugs(log: Log): void {
  process.on("uncaughtException", (error) => log.error("a bug that nobody caught", error));
  process.on("unhandledRejection", (reason) => log.error("a rejection that nobody caught", reason));
}
