import {
  closeSync,
  fstatSync,
  fsync,
  ftruncateSync,
  futimesSync,
  lstatSync,
  openSync,
  renameSync,
  unlinkSync,
  writeSync,
} from "node:fs";
import { setTimeout as delay } from "node:timers/promises";
import { promisify } from "node:util";
import { errnoOf, ignoringFailure } from "./homeErrors.ts";
import { giveOwnership, type Ownership } from "./ownership.ts";
import { isTransientOnWindows, WINDOWS_DELAYS_MS } from "./windowsRetry.ts";

const flushFile = promisify(fsync);

/** A file of ours that is to take the place of another one once it is complete. */
export interface TemporaryFile {
  readonly inode: number;
  /** Makes this the whole content. @throws the system error */
  fill(bytes: Uint8Array, ownership: Ownership): void;
  /** Gives it the time of now, by which others see that we are alive, until it takes its place; never throws. */
  touch(): void;
  /** Whether its own path still leads to it: it may have been removed, and another put there. */
  isInPlace(): boolean;
  /** Resolves when the content is on the disk. @throws the system error */
  flush(): Promise<void>;
  /**
   * Takes the place of `path`, unless `isWanted`, asked right before, says no.
   *
   * @returns whether it did
   * @throws the system error
   */
  moveTo(path: string, isWanted?: () => boolean): Promise<boolean>;
  /** Closes the file, and removes it unless it took a place or is gone already; never throws. */
  close(): void;
}

/** Makes an empty file, or none where the name is not free. @throws the system error */
export function openTemporaryFile(path: string): TemporaryFile | undefined {
  const opened = openNew(path);
  if (opened === undefined) return undefined;
  let descriptor = opened;
  const inode = fstatSync(descriptor).ino;
  let isOpen = true;
  let hasMoved = false;
  const closeDescriptor = (): void => {
    if (!isOpen) return;
    isOpen = false;
    closeSync(descriptor);
  };
  const touch = (): void => {
    if (!isOpen || hasMoved) return;
    const now = new Date();
    ignoringFailure(() => futimesSync(descriptor, now, now));
  };
  const isInPlace = (): boolean =>
    ignoringFailure(() => lstatSync(path, { throwIfNoEntry: false })?.ino === inode) ?? false;
  // The time that the system gave it is, on a disk of the network, another machine's.
  touch();
  return {
    inode,
    touch,
    isInPlace,
    fill(bytes, ownership) {
      if (!isOpen) descriptor = openSync(path, "r+");
      isOpen = true;
      giveOwnership(descriptor, ownership);
      ftruncateSync(descriptor);
      writeAll(descriptor, bytes);
      touch();
    },
    flush: () => flushFile(descriptor),
    async moveTo(to, isWanted = () => true) {
      // Windows is not keen on moving open files.
      if (process.platform === "win32") {
        touch();
        closeDescriptor();
      }
      hasMoved = await move(path, to, isWanted);
      return hasMoved;
    },
    close() {
      // Asked while it is open, since its identity may pass to another file afterwards.
      const isLeft = !hasMoved && isInPlace();
      ignoringFailure(closeDescriptor);
      if (isLeft) ignoringFailure(() => unlinkSync(path));
    },
  };
}

function openNew(path: string): number | undefined {
  try {
    return openSync(path, "wx", 0o600);
  } catch (error) {
    if (errnoOf(error) === "EEXIST") return undefined;
    throw error;
  }
}

/** Writes from the start of a file, as many times as the system needs. @throws the system error */
export function writeAll(file: number, bytes: Uint8Array): void {
  for (let done = 0; done < bytes.length; )
    done += writeSync(file, bytes, done, bytes.length - done, done);
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
