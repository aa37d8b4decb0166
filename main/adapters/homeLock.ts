import {
  type BigIntStats,
  lstatSync,
  mkdirSync,
  realpathSync,
  rmdirSync,
  statSync,
  utimesSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { AppError } from "../../app/errors.ts";
import { errnoOf, homeError } from "./homeErrors.ts";
import { isTransientOnWindows } from "./windowsRetry.ts";

/** A lock that nobody has refreshed for so long belongs to a process that died. */
const STALE_MS = 2500;
const REFRESH_MS = 1000;

/** Longer than a dead process can hold the lock, which is the stale time and up to a second of rounding. */
const WAIT_MS = 10_000;

/**
 * Two that find the same dead lock both remove it, and the slower one may hit the faster one's new lock. So
 * whoever may have taken over waits until that would have happened, and looks.
 */
const TAKEOVER_MS = 30;

/** The lock between our own processes, as its holder sees it. */
export interface HomeLock {
  /** @throws AppError `CONFIG_BUSY` when another process took the lock over, as after a long sleep */
  assertHeld(): void;
}

interface Hold {
  isHeld(): boolean;
  release(): void;
}

/**
 * Runs work while no other process of ours writes the file. The lock is a folder that exists only meanwhile.
 *
 * @param realPath - the file after following links, so that every way to it meets the same lock
 * @throws AppError `CONFIG_BUSY` after 10 seconds, or why the lock cannot be made
 */
export async function withHomeLock<Result>(
  realPath: string,
  work: (lock: HomeLock) => Promise<Result>,
): Promise<Result> {
  const hold = await acquire(realPath);
  try {
    return await work({
      assertHeld() {
        if (!hold.isHeld()) throw new AppError("CONFIG_BUSY", { path: realPath });
      },
    });
  } finally {
    hold.release();
  }
}

async function acquire(realPath: string): Promise<Hold> {
  const folder = dirname(realPath);
  const lockPath = join(folder, `.${basename(realPath)}.photonmark.lock`);
  const deadline = Date.now() + WAIT_MS;
  for (;;) {
    const mayTakeOver = identityOf(lockPath) !== undefined;
    try {
      const hold = await tryLock(realPath, lockPath);
      if (mayTakeOver) await delay(TAKEOVER_MS);
      if (hold.isHeld()) return hold;
      hold.release();
    } catch (error) {
      if (!isHeldByAnother(error) && !isTransientOnWindows(error))
        throw homeError(error, folder, "write");
    }
    if (Date.now() > deadline) throw new AppError("CONFIG_BUSY", { path: realPath });
    // At random, so that two that wait do not meet again and again.
    await delay(5 + Math.random() * 45);
  }
}

async function tryLock(realPath: string, lockPath: string): Promise<Hold> {
  // Loaded here, because most runs never write.
  const { lockSync } = await import("proper-lockfile");
  let isCompromised = false;
  let own: string | undefined;
  const release = lockSync(realPath, {
    lockfilePath: lockPath,
    realpath: false,
    stale: STALE_MS,
    update: REFRESH_MS,
    onCompromised: () => {
      isCompromised = true;
    },
    // All it uses; it copies the whole module at each call otherwise.
    fs: {
      mkdirSync,
      realpathSync,
      statSync,
      utimesSync,
      // Once we hold the lock, this removes that one and no other process's, even when we end in a hurry.
      rmdirSync: (path: string) => {
        if (own === undefined || own === identityOf(path)) rmdirSync(path);
      },
    },
  });
  own = identityOf(lockPath);
  return {
    isHeld: () => !isCompromised && own !== undefined && own === identityOf(lockPath),
    release() {
      try {
        release();
      } catch (error) {
        // A lock that was lost is released already, and one that stays is taken for dead soon.
        if (!(error instanceof Error)) throw error;
      }
    },
  };
}

function isHeldByAnother(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ELOCKED";
}

/** The path alone does not tell our lock from one that was made after ours was taken for dead. */
function identityOf(lockPath: string): string | undefined {
  let stats: BigIntStats | undefined;
  try {
    stats = lstatSync(lockPath, { bigint: true, throwIfNoEntry: false });
  } catch (error) {
    if (errnoOf(error) === undefined) throw error;
  }
  return stats && `${stats.ino}:${stats.birthtimeNs}`;
}
