import { closeSync, constants, fstatSync, openSync, readSync, type Stats } from "node:fs";
import { errnoOf } from "./homeErrors.ts";

/** Opening a named pipe must not wait for a writer. Windows has neither the pipe nor the flag. */
const READ_ONLY = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

/** A file's content, or why there is none to be had. */
export type FileContent =
  | { readonly kind: "file"; readonly bytes: Buffer; readonly stats: Stats }
  | { readonly kind: "missing" | "notAFile" | "tooLarge" };

/**
 * Reads a whole file of at most `maxBytes`; follows symbolic links. Synchronous, like all small file operations
 * of these adapters: a hop to the thread pool costs several times what the system call does.
 *
 * @throws the system error when the file is there and cannot be read
 */
export function readRegularFile(path: string, maxBytes: number): FileContent {
  let file: number;
  try {
    file = openSync(path, READ_ONLY);
  } catch (error) {
    if (errnoOf(error) === "ENOENT") return { kind: "missing" };
    throw error;
  }
  try {
    const stats = fstatSync(file);
    if (!stats.isFile()) return { kind: "notAFile" };
    if (stats.size > maxBytes) return { kind: "tooLarge" };
    const bytes = readUpTo(file, stats.size, maxBytes);
    return bytes.length > maxBytes ? { kind: "tooLarge" } : { kind: "file", bytes, stats };
  } finally {
    closeSync(file);
  }
}

/** Reads to the end of the file, which may have grown since its size was taken. */
function readUpTo(file: number, expected: number, maxBytes: number): Buffer {
  let bytes = Buffer.allocUnsafe(expected + 1);
  let length = 0;
  while (length <= maxBytes) {
    if (length === bytes.length) bytes = Buffer.concat([bytes], bytes.length * 2);
    const read = readSync(file, bytes, length, bytes.length - length, null);
    if (read === 0) break;
    length += read;
  }
  return bytes.subarray(0, length);
}
