import { dirname } from "node:path";
import { AppError } from "../../app/errors.ts";
import type { BackupReason, WriteReceipt } from "../../app/ports.ts";
import { backupFolder } from "./backupList.ts";
import {
  type ConfigFile,
  isSameConfig,
  readConfigFile,
  revisionOf,
  snapshotOf,
} from "./configFile.ts";
import { homeError } from "./homeErrors.ts";
import type { HomeLock } from "./homeLock.ts";
import { ownershipOf, privateIn } from "./ownership.ts";
import { type StagedBackup, stageBackup } from "./stagedBackup.ts";
import { allFlushed, flushFolder } from "./temporaryFile.ts";

/** New bytes for the config file, computed on `current`. */
export interface Replacement {
  readonly current: ConfigFile;
  readonly bytes: Uint8Array;
  readonly reason: BackupReason;
  readonly now: Date;
  readonly lock: HomeLock;
}

/**
 * Backs the file up and puts another in its place.
 *
 * @returns undefined, with nothing changed, when the file is no longer `current`
 * @throws AppError `CONFIG_READ_ONLY`, `CONFIG_BUSY`, `READBACK_MISMATCH`, or why it failed
 */
export async function replaceConfig(replacement: Replacement): Promise<WriteReceipt | undefined> {
  const { current } = replacement;
  const { realPath, stats } = current.target;
  // Root could write it all the same, but somebody protected it on purpose.
  if (stats && (stats.mode & 0o200) === 0)
    throw new AppError("CONFIG_READ_ONLY", { path: realPath });
  let backup: StagedBackup | undefined;
  try {
    const ownership = stats ? ownershipOf(stats) : privateIn(dirname(realPath));
    replacement.lock.file.fill(replacement.bytes, ownership);
    backup = stageBackup(current, replacement.reason, replacement.now);
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
  { current, bytes, lock }: Replacement,
  backup: StagedBackup,
): Promise<WriteReceipt | undefined> {
  const { home, target } = current;
  await allFlushed([lock.file.flush(), ...backup.flush()]);
  // Whoever took over has tidied up, and the backup would be missed.
  lock.assertHeld();
  let isReplaced = false;
  try {
    await backup.keep();
    isReplaced = await lock.file.moveTo(target.realPath, () => {
      const isSame = isSameConfig(current, readConfigFile(home));
      // Looked at last, because what has the name of the lock is what moves.
      lock.assertHeld();
      return isSame;
    });
  } finally {
    // It is of what is there still, and would be offered for undoing nothing.
    if (!isReplaced) backup.drop();
  }
  if (!isReplaced) return undefined;
  await allFlushed([flushFolder(dirname(target.realPath)), flushFolder(backupFolder(home))]);
  const written = readConfigFile(home);
  // A file that is not ours any more was put there by somebody since: that is what there is now.
  if (written.target.stats?.ino === lock.file.inode && written.revision !== revisionOf(bytes))
    throw new AppError("READBACK_MISMATCH", { path: target.realPath });
  return { snapshot: snapshotOf(written), backupId: backup.id };
}
