import { basename, dirname } from "node:path";
import { AppError } from "../../../app/errors.ts";
import type { ConfigSnapshot, WriteReceipt } from "../../../app/homes/homeFiles.ts";
import {
  type ConfigFile,
  decodeUtf8,
  isSameConfig,
  readTargetFile,
  revisionOf,
  snapshotOf,
} from "./configFile.ts";
import { type ErrorLog, homeError } from "./homeErrors.ts";
import type { HomeLock } from "./homeLock.ts";
import { ownershipOf, privateIn } from "./ownership.ts";
import { type BackupRequest, type StagedBackup, stageBackup } from "./stagedBackup.ts";
import { allFlushed, flushFolder } from "./temporaryFile.ts";

/** Somebody who has to know what is written before anyone can see it. */
export interface WriteWitness {
  /** What it throws keeps the file from being written. */
  announce(bytes: Uint8Array, backupId: string, current: ConfigFile): void;
  /** Called instead of a write that was announced. */
  withdraw(backupId: string): void;
}

/** New bytes for the file, computed on `current`, which is backed up. */
export interface Replacement extends BackupRequest {
  readonly bytes: Uint8Array;
  readonly lock: HomeLock;
  readonly witness?: WriteWitness | undefined;
  readonly log: ErrorLog;
}

/**
 * Backs the file up and puts another in its place.
 *
 * @returns undefined, with nothing changed, when the file is no longer `current`
 * @throws AppError `CONFIG_READ_ONLY`, `CONFIG_BUSY`, or why it failed with nothing changed; `READBACK_MISMATCH`
 * when it is written, but not as it should be
 */
export async function replaceFile(replacement: Replacement): Promise<WriteReceipt | undefined> {
  const { current } = replacement;
  const { realPath, stats } = current.target;
  // Root could write it all the same, but somebody protected it on purpose.
  if (stats && (stats.mode & 0o200) === 0)
    throw new AppError("CONFIG_READ_ONLY", { path: realPath });
  let backup: StagedBackup | undefined;
  try {
    const ownership = stats ? ownershipOf(stats) : privateIn(dirname(realPath));
    replacement.lock.file.fill(replacement.bytes, ownership);
    backup = stageBackup(replacement);
    return await exchange(replacement, backup);
  } catch (error) {
    throw homeError(error, realPath, "write");
  } finally {
    backup?.close();
  }
}

/**
 * Puts the two written files in place. Each wait for the disk covers all there is to wait for: first that both
 * files are on it, the backup under a name that the next write would find it by, then that the renames are.
 */
async function exchange(
  replacement: Replacement,
  backup: StagedBackup,
): Promise<WriteReceipt | undefined> {
  const { current, bytes, lock, witness } = replacement;
  const { target } = current;
  await allFlushed([lock.file.flush(), ...backup.flush()]);
  // Whoever took over has tidied up, and the backup would be missed.
  lock.assertHeld();
  let isAnnounced = false;
  let isReplaced = false;
  try {
    await backup.keep();
    if (witness) {
      const now = readAgain(current);
      // Another process of ours may have written before we had the lock: its file is not to be replaced.
      if (!isSameConfig(current, now)) return undefined;
      isAnnounced = true;
      witness.announce(bytes, backup.id, now);
    }
    isReplaced = await lock.file.moveTo(target.realPath, () => {
      const isSame = isSameConfig(current, readAgain(current));
      // Looked at last, because what has the name of the lock is what moves.
      lock.assertHeld();
      return isSame;
    });
  } finally {
    if (!isReplaced) {
      if (isAnnounced) witness?.withdraw(backup.id);
      // It is of what is there still, and would be offered for undoing nothing.
      backup.drop();
    }
  }
  if (!isReplaced) return undefined;
  await flushNames(replacement);
  return { snapshot: readBack(replacement, backup.id), backupId: backup.id };
}

/** The write has happened: a disk that fails now must not have anybody believe that it has not. */
async function flushNames({ current, log }: Replacement): Promise<void> {
  const { backups, path, target } = current;
  try {
    await allFlushed([flushFolder(dirname(target.realPath)), flushFolder(backups.folder)]);
  } catch (error) {
    log.error(
      `${basename(path)} is written, but its folder could not be flushed to the disk`,
      error,
    );
  }
}

function readAgain({ home, path, backups }: ConfigFile): ConfigFile {
  return readTargetFile(home, path, backups);
}

/** What there is now; what was written, when that cannot be read. @throws AppError `READBACK_MISMATCH` */
function readBack({ current, bytes, lock, log }: Replacement, backupId: string): ConfigSnapshot {
  const { home, path, target } = current;
  const revision = revisionOf(bytes);
  let written: ConfigFile;
  try {
    written = readAgain(current);
  } catch (error) {
    log.error(`${basename(path)} is written, but could not be read back`, error);
    const { realPath } = target;
    return { home, path, realPath, exists: true, text: decodeUtf8(bytes), revision };
  }
  // A file that is not ours any more was put there by somebody since: that is what there is now.
  if (written.target.stats?.ino === lock.file.inode && written.revision !== revision)
    throw new AppError("READBACK_MISMATCH", { path: target.realPath, backupId });
  return snapshotOf(written);
}
