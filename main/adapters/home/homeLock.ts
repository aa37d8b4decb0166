import { existsSync, lstatSync, unlinkSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { AppError } from "../../../app/errors.ts";
import { errnoOf, homeError } from "./homeErrors.ts";
import { openTemporaryFile, type TemporaryFile } from "./temporaryFile.ts";
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

/** The lock between our own processes, as its holder sees it. */
export interface HomeLock {
  /** The lock itself: an empty file for the new content. Moving it to where it belongs releases the lock. */
  readonly file: TemporaryFile;
  /** Whether another process may have written between asking for the lock and getting it. */
  readonly hadToWait: boolean;
  /** @throws AppError `CONFIG_BUSY` when another process took over, as after a long sleep; `HOME_VANISHED` */
  assertHeld(): void;
}

/**
 * Runs work while no other process of ours writes the file. The lock is the temporary file that a write needs
 * anyway, under a name that only one can make: so there is one file, with one name, at any moment.
 *
 * @param realPath - the file after following links, so that every way to it meets the same lock
 * @throws AppError `CONFIG_BUSY` after 10 seconds, or why the lock cannot be made
 */
export async function withHomeLock<Result>(
  realPath: string,
  work: (lock: HomeLock) => Promise<Result>,
): Promise<Result> {
  const { file, hadToWait } = await acquire(realPath);
  const timer = setInterval(() => file.touch(), REFRESH_MS);
  timer.unref();
  try {
    return await work({
      file,
      hadToWait,
      assertHeld() {
        if (file.isInPlace()) return;
        const folder = dirname(realPath);
        if (!existsSync(folder)) throw new AppError("HOME_VANISHED", { path: folder });
        throw new AppError("CONFIG_BUSY", { path: realPath });
      },
    });
  } finally {
    clearInterval(timer);
    file.close();
  }
}

async function acquire(realPath: string): Promise<Pick<HomeLock, "file" | "hadToWait">> {
  const path = join(dirname(realPath), `.${basename(realPath)}.photonmark.lock`);
  const deadline = Date.now() + WAIT_MS;
  for (let hadToWait = false; ; hadToWait = true) {
    try {
      const file = openTemporaryFile(path);
      if (file) return { file, hadToWait };
      const takenOver = await takeOver(path);
      if (takenOver) return { file: takenOver, hadToWait: true };
    } catch (error) {
      if (!isTransientOnWindows(error)) throw homeError(error, dirname(realPath), "write");
    }
    if (Date.now() > deadline) throw new AppError("CONFIG_BUSY", { path: realPath });
    // At random, so that two that wait do not meet again and again.
    await delay(5 + Math.random() * 45);
  }
}

/** Undefined when the holder lives, or another process was faster. @throws the system error */
async function takeOver(path: string): Promise<TemporaryFile | undefined> {
  const stats = lstatSync(path, { throwIfNoEntry: false });
  // A time to come is no sign of life: somebody set the clock.
  if (!stats || Math.abs(Date.now() - stats.mtimeMs) < STALE_MS) return undefined;
  try {
    unlinkSync(path);
  } catch (error) {
    // Another process removed it first.
    if (errnoOf(error) !== "ENOENT") throw error;
  }
  const file = openTemporaryFile(path);
  if (!file) return undefined;
  await delay(TAKEOVER_MS);
  if (file.isInPlace()) return file;
  file.close();
  return undefined;
}
