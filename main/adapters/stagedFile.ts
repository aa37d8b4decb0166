import { closeSync, fstatSync, fsync, openSync, renameSync, unlinkSync, writeSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";
import { promisify } from "node:util";
import { errnoOf } from "./homeErrors.ts";
import { giveOwnership, type Ownership } from "./ownership.ts";
import { isTransientOnWindows, WINDOWS_DELAYS_MS } from "./windowsRetry.ts";

const flushFile = promisify(fsync);

/** A complete file under a temporary name, which waits to take its place. */
export interface StagedFile {
  readonly inode: number;
  /** Resolves when the content is on the disk. @throws the system error */
  flush(): Promise<void>;
  /**
   * Takes the place of `path`, unless `isWanted`, asked right before, says no.
   *
   * @returns whether it did
   * @throws the system error
   */
  moveTo(path: string, isWanted?: () => boolean): Promise<boolean>;
  /** Removes the temporary file, if it is still there; never throws. */
  discard(): void;
}

/**
 * Writes a new file under a temporary name, which must not exist.
 *
 * @throws the system error, `EEXIST` among them; nothing is left behind then
 */
export function stageFile(
  temporaryPath: string,
  bytes: Uint8Array,
  ownership: Ownership,
): StagedFile {
  let file: number | undefined = openSync(temporaryPath, "wx", 0o600);
  const close = (): void => {
    if (file !== undefined) closeSync(file);
    file = undefined;
  };
  const discard = (): void => {
    try {
      close();
      unlinkSync(temporaryPath);
    } catch {
      // It took its place, or what went wrong before matters more: the next write removes leftovers.
    }
  };
  try {
    const opened = file;
    giveOwnership(opened, ownership);
    writeAll(opened, bytes);
    const inode = fstatSync(opened).ino;
    return {
      inode,
      async flush() {
        await flushFile(opened);
        close();
      },
      moveTo: (path, isWanted = () => true) => move(temporaryPath, path, isWanted),
      discard,
    };
  } catch (error) {
    discard();
    throw error;
  }
}

function writeAll(file: number, bytes: Uint8Array): void {
  for (let done = 0; done < bytes.length; ) done += writeSync(file, bytes, done);
}

async function move(from: string, to: string, isWanted: () => boolean): Promise<boolean> {
  for (let attempt = 0; ; attempt += 1) {
    if (!isWanted()) return false;
    try {
      renameSync(from, to);
      return true;
    } catch (error) {
      const wait = WINDOWS_DELAYS_MS[attempt];
      if (wait === undefined || !isTransientOnWindows(error)) throw error;
      await delay(wait);
    }
  }
}

/** Codes of file systems, and of Windows, that have no way to flush a folder. */
const NO_FOLDER_FLUSH = new Set(["EINVAL", "EISDIR", "EPERM", "EACCES", "ENOTSUP", "EBADF"]);

/** Puts a folder's entries on the disk, where the system can do that. @throws the system error */
export async function flushFolder(path: string): Promise<void> {
  let folder: number | undefined;
  try {
    folder = openSync(path, "r");
    await flushFile(folder);
  } catch (error) {
    if (!NO_FOLDER_FLUSH.has(errnoOf(error) ?? "")) throw error;
  } finally {
    if (folder !== undefined) closeSync(folder);
  }
}

/** Waits for all of them, also when one fails: a file must not be closed while it is being flushed. */
export async function allFlushed(flushes: readonly Promise<void>[]): Promise<void> {
  for (const outcome of await Promise.allSettled(flushes))
    if (outcome.status === "rejected") throw outcome.reason;
}
