import {
  closeSync,
  existsSync,
  fstatSync,
  futimesSync,
  linkSync,
  lstatSync,
  openSync,
  unlinkSync,
} from "node:fs";
import { dirname } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { AppError } from "../../app/errors.ts";
import { errnoOf, homeError } from "./homeErrors.ts";
import { openTemporaryFile, type TemporaryFile } from "./temporaryFile.ts";
import { lockPathOf, temporaryPathOf } from "./temporaryNames.ts";
import { isTransientOnWindows } from "./windowsRetry.ts";

/** A lock that nobody has refreshed for so long belongs to a process that died. */
const STALE_MS = 2500;
const REFRESH_MS = 1000;

/** Long enough to find a lock dead, and for a few others to go first. */
const WAIT_MS = 10_000;

/**
 * Two that find the same dead lock both remove it, and the slower one may hit the faster one's new lock. So
 * whoever took over waits until that would have happened, and looks.
 */
const TAKEOVER_MS = 30;

/** Codes of file systems on which a file has one name only. */
const NO_LINKS = new Set(["EPERM", "ENOTSUP", "EOPNOTSUPP", "ENOSYS", "EMLINK", "EINVAL"]);

/** The lock between our own processes, as its holder sees it. */
export interface HomeLock {
  /** An empty file beside the real one, for its new content. */
  readonly file: TemporaryFile;
  /** Whether another process may have written between asking for the lock and getting it. */
  readonly hadToWait: boolean;
  /** @throws AppError `CONFIG_BUSY` when another process took over, as after a long sleep; `HOME_VANISHED` */
  assertHeld(): void;
}

/** The lock is ours as long as its path leads to this open file. */
interface Held {
  readonly file: TemporaryFile;
  readonly descriptor: number;
  readonly inode: number;
  readonly isTakeover: boolean;
}

/**
 * Runs work while no other process of ours writes the file. The lock is an entry beside the file that only one
 * can make and that exists only meanwhile: a second name of the temporary file that is needed anyway, because
 * another file would make an activation noticeably slower. Where files have one name only it is a file.
 *
 * @param realPath - the file after following links, so that every way to it meets the same lock
 * @throws AppError `CONFIG_BUSY` after 10 seconds, or why the lock cannot be made
 */
export async function withHomeLock<Result>(
  realPath: string,
  work: (lock: HomeLock) => Promise<Result>,
): Promise<Result> {
  const lockPath = lockPathOf(realPath);
  const { held, hadToWait } = await acquire(realPath, lockPath);
  const timer = setInterval(() => refresh(held.descriptor), REFRESH_MS);
  timer.unref();
  try {
    return await work({
      file: held.file,
      hadToWait,
      assertHeld() {
        if (isHeld(held, lockPath)) return;
        const folder = dirname(realPath);
        if (!existsSync(folder)) throw new AppError("HOME_VANISHED", { path: folder });
        throw new AppError("CONFIG_BUSY", { path: realPath });
      },
    });
  } finally {
    clearInterval(timer);
    release(held, lockPath);
  }
}

async function acquire(
  realPath: string,
  lockPath: string,
): Promise<{ held: Held; hadToWait: boolean }> {
  const deadline = Date.now() + WAIT_MS;
  for (let hadToWait = false; ; hadToWait = true) {
    try {
      const held = tryLock(realPath, lockPath);
      if (held && !held.isTakeover) return { held, hadToWait };
      if (held) {
        await delay(TAKEOVER_MS);
        if (isHeld(held, lockPath)) return { held, hadToWait: true };
        release(held, lockPath);
      }
    } catch (error) {
      if (!isTransientOnWindows(error)) throw homeError(error, dirname(realPath), "write");
    }
    if (Date.now() > deadline) throw new AppError("CONFIG_BUSY", { path: realPath });
    // At random, so that two that wait do not meet again and again.
    await delay(5 + Math.random() * 45);
  }
}

/** Undefined when another process holds the lock. @throws the system error */
function tryLock(realPath: string, lockPath: string): Held | undefined {
  const stats = lstatSync(lockPath, { throwIfNoEntry: false });
  const isTakeover = stats !== undefined;
  if (isTakeover) {
    // A time to come is no sign of life: somebody set the clock.
    if (Math.abs(Date.now() - stats.mtimeMs) < STALE_MS) return undefined;
    removeEntry(lockPath);
  }
  const file = openTemporaryFile(temporaryPathOf(realPath));
  try {
    const descriptor = makeEntry(file, lockPath);
    if (descriptor !== undefined) {
      refresh(descriptor);
      return { file, descriptor, inode: fstatSync(descriptor).ino, isTakeover };
    }
  } catch (error) {
    file.close();
    throw error;
  }
  file.close();
  return undefined;
}

/** Gives the open file that the entry leads to, or undefined when another process was faster. */
function makeEntry(file: TemporaryFile, lockPath: string): number | undefined {
  try {
    if (process.platform !== "win32") {
      linkSync(file.path, lockPath);
      return file.descriptor;
    }
  } catch (error) {
    const code = errnoOf(error) ?? "";
    // Without an entry: the holder until now took the file for a leftover.
    if (code === "EEXIST" || code === "ENOENT") return undefined;
    if (!NO_LINKS.has(code)) throw error;
  }
  const descriptor = openNew(lockPath);
  if (descriptor === undefined || existsSync(file.path)) return descriptor;
  closeSync(descriptor);
  removeEntry(lockPath);
  return undefined;
}

function openNew(path: string): number | undefined {
  try {
    return openSync(path, "wx", 0o600);
  } catch (error) {
    if (errnoOf(error) === "EEXIST") return undefined;
    throw error;
  }
}

function isHeld({ inode }: Held, lockPath: string): boolean {
  try {
    return lstatSync(lockPath, { throwIfNoEntry: false })?.ino === inode;
  } catch (error) {
    if (errnoOf(error) === undefined) throw error;
    return false;
  }
}

function release(held: Held, lockPath: string): void {
  // By now the entry may be another process's lock.
  const isOurs = isHeld(held, lockPath);
  if (held.descriptor !== held.file.descriptor) closeSync(held.descriptor);
  if (isOurs) removeEntry(lockPath);
  held.file.close();
}

/** Others see by the time that we are alive. It is the time of the new content, too. */
function refresh(descriptor: number): void {
  const now = new Date();
  futimesSync(descriptor, now, now);
}

function removeEntry(path: string): void {
  try {
    unlinkSync(path);
  } catch (error) {
    // Another process removed it, or it is taken for dead soon.
    if (errnoOf(error) === undefined) throw error;
  }
}
