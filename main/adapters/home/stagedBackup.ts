import { existsSync, readdirSync, renameSync, unlinkSync } from "node:fs";
import { dirname, join } from "node:path";
import type { BackupReason } from "../../../app/homes/homeFiles.ts";
import { backupFileName, backupId, isBackupName } from "./backupNames.ts";
import { foldersOf } from "./backupPlace.ts";
import { type ConfigFile, MAX_CONFIG_BYTES, revisionOf } from "./configFile.ts";
import { homeError, ignoringFailure } from "./homeErrors.ts";
import { makePrivateFolder, privateIn } from "./ownership.ts";
import { readRegularFile } from "./readRegularFile.ts";
import { allFlushed, flushFolder, openTemporaryFile, type TemporaryFile } from "./temporaryFile.ts";

/** A backup that is written but does not have its name yet: what has the name is always whole. */
export interface StagedBackup extends Pick<TemporaryFile, "close"> {
  readonly id: string;
  /**
   * Puts the backup on the disk with its temporary name and the folders it is in, so that a crash cannot take
   * it, whatever the order in which names get there later. To be waited for together.
   */
  flush(): readonly Promise<void>[];
  /** Gives the backup its name. @throws the system error */
  keep(): Promise<void>;
  /** Removes the backup if it has its name, because the write it was taken for did not come about; never throws. */
  drop(): void;
}

/** What {@link stageBackup} is to copy, and why. */
export interface BackupRequest {
  readonly current: ConfigFile;
  readonly reason: BackupReason;
  readonly now: Date;
  /** Whether there is no backup of ours yet. */
  readonly isFirst: boolean;
}

/**
 * Writes a backup under a temporary name, which says what a whole one is: then it can still be told from a torn
 * one after a crash. Needs the lock of the home.
 *
 * @throws the system error; nothing is left behind then
 */
export function stageBackup({ current, reason, now, isFirst }: BackupRequest): StagedBackup {
  const { home, backups } = current;
  const { folder, extension } = backups;
  const folders = foldersOf(home, backups);
  // Not the home itself: when that is gone, somebody took it away.
  if (!existsSync(folder)) for (const made of folders) makePrivateFolder(made);
  // Until there is a backup, nobody has seen to it that the folders are on the disk, whoever made them.
  const above = isFirst ? [...folders.slice(0, -1), home, dirname(home)] : [];
  for (let copy = 1; ; copy += 1) {
    const id = backupId(now, reason, copy);
    const path = join(folder, backupFileName(id, extension));
    const temporaryPath = join(folder, `.${id}.${current.revision}.tmp`);
    const file = openTemporaryFile(temporaryPath);
    if (!file) continue;
    try {
      // Whoever holds the temporary name may take the final one, so nobody is overwritten.
      if (!existsSync(path)) {
        file.fill(current.bytes, privateIn(folder));
        let isKept = false;
        return {
          id,
          flush: () => [file.flush(), flushFolder(folder), ...above.map(flushFolder)],
          async keep() {
            isKept = await file.moveTo(path);
          },
          drop() {
            if (isKept) ignoringFailure(() => unlinkSync(path));
          },
          close: file.close,
        };
      }
    } catch (error) {
      file.close();
      throw error;
    }
    file.close();
  }
}

/** Takes a backup of a file without writing the file. Needs the lock of the home. @throws AppError */
export async function keepBackup(current: ConfigFile, now: Date): Promise<void> {
  let backup: StagedBackup | undefined;
  try {
    // As if it were the first: then the next write need not see to the folders.
    backup = stageBackup({ current, reason: "baseline", now, isFirst: true });
    await allFlushed(backup.flush());
    await backup.keep();
  } catch (error) {
    throw homeError(error, current.backups.folder, "write");
  } finally {
    backup?.close();
  }
}

/**
 * Settles what a run that was cut short left behind: a whole backup of what is no longer there gets its name,
 * anything else goes. Needs the lock of the home; never throws.
 *
 * @returns the names of our backups
 */
export function settleUnfinished(current: ConfigFile): readonly string[] {
  const { folder, extension } = current.backups;
  const names = ignoringFailure(() => readdirSync(folder)) ?? [];
  const settled = names.flatMap((name) => {
    const [, id, revision] = UNFINISHED.exec(name) ?? [];
    const settledName = backupFileName(id ?? "", extension);
    if (!isBackupName(settledName)) return [];
    const [from, to] = [join(folder, name), join(folder, settledName)];
    return ignoringFailure(() => settle(from, to, revision, current)) ? [settledName] : [];
  });
  return [...names.filter(isBackupName), ...settled];
}

const UNFINISHED = /^\.(.+)\.([0-9a-f]{64})\.tmp$/;

/** Returns whether it became a backup. */
function settle(
  temporaryPath: string,
  path: string,
  revision: string | undefined,
  current: ConfigFile,
): boolean {
  const content = readRegularFile(temporaryPath, MAX_CONFIG_BYTES);
  const isWhole = content.kind === "file" && revisionOf(content.bytes) === revision;
  const isWanted = isWhole && revision !== current.revision && !existsSync(path);
  if (isWanted) renameSync(temporaryPath, path);
  else unlinkSync(temporaryPath);
  return isWanted;
}
