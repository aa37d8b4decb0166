import { AppError, type ErrorCode } from "../../../app/errors.ts";
import type { Log } from "../../../app/ports.ts";

const codes: Readonly<Record<string, ErrorCode>> = {
  EACCES: "PERMISSION_DENIED",
  EPERM: "PERMISSION_DENIED",
  EROFS: "CONFIG_READ_ONLY",
  ENOSPC: "DISK_FULL",
  EDQUOT: "DISK_FULL",
  ELOOP: "SYMLINK_LOOP",
  EISDIR: "CONFIG_NOT_A_FILE",
  ENOTDIR: "CONFIG_NOT_A_FILE",
};

/** Where failures go that are nobody's to handle. */
export type ErrorLog = Pick<Log, "error">;

/** The name of a system error such as `ENOENT`, or undefined when something else was thrown. */
export function errnoOf(thrown: unknown): string | undefined {
  if (!(thrown instanceof Error) || !("code" in thrown) || !("syscall" in thrown)) return undefined;
  return typeof thrown.code === "string" ? thrown.code : undefined;
}

/**
 * What the failure of a file operation means to the user. Anything but a system error is a bug or already an
 * AppError and comes back as it is.
 */
export function homeError(thrown: unknown, path: string, access: "read" | "write"): unknown {
  const reason = errnoOf(thrown);
  if (reason === undefined) return thrown;
  const code = codes[reason] ?? fallback(reason, access);
  return new AppError(code, { path, reason }, { cause: thrown });
}

/** While we write, a folder that is gone went away under us: it was there, or we made it, a moment ago. */
function fallback(reason: string, access: "read" | "write"): ErrorCode {
  if (access === "read") return "READ_FAILED";
  return reason === "ENOENT" ? "HOME_VANISHED" : "WRITE_FAILED";
}

/** Runs a file operation and names its failure, see {@link homeError}. */
export function naming<Result>(
  path: string,
  access: "read" | "write",
  operation: () => Result,
): Result {
  try {
    return operation();
  } catch (error) {
    throw homeError(error, path, access);
  }
}

/** Runs a file operation whose failure the next write makes good or finds out; undefined then. */
export function ignoringFailure<Result>(operation: () => Result): Result | undefined {
  try {
    return operation();
  } catch (error) {
    if (errnoOf(error) === undefined) throw error;
    return undefined;
  }
}
