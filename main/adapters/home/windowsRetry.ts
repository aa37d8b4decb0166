import { errnoOf } from "./homeErrors.ts";

/** Virus scanners and indexers hold files open for moments, which Windows answers with these errors. */
const CODES = new Set(["EPERM", "EBUSY", "EACCES"]);

/** How long to wait before each new try, in milliseconds; 1.5 seconds in all. */
export const WINDOWS_DELAYS_MS = [10, 20, 40, 80, 150, 300, 400, 500] as const;

/** Whether the same operation may succeed a moment later, though nobody mends anything. */
export function isTransientOnWindows(error: unknown, platform = process.platform): boolean {
  return platform === "win32" && CODES.has(errnoOf(error) ?? "");
}
