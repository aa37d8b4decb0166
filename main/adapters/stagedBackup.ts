import { existsSync, readdirSync, renameSync, unlinkSync } from "node:fs";
import { dirname, join } from "node:path";
import type { BackupReason } from "../../app/ports.ts";
import { backupFolder } from "./backupList.ts";
import { backupFileName, backupId, isBackupName } from "./backupNames.ts";
import { type ConfigFile, MAX_CONFIG_BYTES, revisionOf } from "./configFile.ts";
import { ignoringFailure } from "./homeErrors.ts";
import { makePrivateFolder, privateIn } from "./ownership.ts";
import { readRegularFile } from "./readRegularFile.ts";
import { flushFolder, openTemporaryFile, type TemporaryFile } from "./temporaryFile.ts";

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

/**
 * Writes a backup under a temporary name, which says what a whole one is: then it can still be told from a torn
 * one after a crash. Needs the lock of the home.
 *
 * @throws the system error; nothing is left behind then
 */
export function stageBackup(current: ConfigFile, reason: BackupReason, now: Date): StagedBackup {
  const folder = backupFolder(current.home);
  // Not the home itself: when that is gone, somebody took it away.
  for (const needed of [dirname(folder), folder]) makePrivateFolder(needed);
  const folders = foldersToFlush(current.home, folder);
  for (let copy = 1; ; copy += 1) {
    const id = backupId(now, reason, copy);
    const path = join(folder, backupFileName(id));
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
          flush: () => [file.flush(), ...folders.map(flushFolder)],
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

/**
 * Settles what a run that was cut short left behind: a whole backup of what is no longer there gets its name,
 * anything else goes. Needs the lock of the home; never throws.
 */
export function settleUnfinished(current: ConfigFile): void {
  const folder = backupFolder(current.home);
  for (const name of ignoringFailure(() => readdirSync(folder)) ?? []) {
    const [, id, revision] = UNFINISHED.exec(name) ?? [];
    if (id === undefined || !isBackupName(backupFileName(id))) continue;
    const [from, to] = [join(folder, name), join(folder, backupFileName(id))];
    ignoringFailure(() => settle(from, to, revision, current));
  }
}

/** Until there is a backup, nobody has seen to it that the folders are on the disk, whoever made them. */
function foldersToFlush(home: string, folder: string): readonly string[] {
  const isFirst = !readdirSync(folder).some(isBackupName);
  return isFirst ? [folder, dirname(folder), home, dirname(home)] : [folder];
}

const UNFINISHED = /^\.(.+)\.([0-9a-f]{64})\.tmp$/;

function settle(
  temporaryPath: string,
  path: string,
  revision: string | undefined,
  current: ConfigFile,
): void {
  const content = readRegularFile(temporaryPath, MAX_CONFIG_BYTES);
  const isWhole = content.kind === "file" && revisionOf(content.bytes) === revision;
  if (isWhole && revision !== current.revision && !existsSync(path))
    renameSync(temporaryPath, path);
  else unlinkSync(temporaryPath);
}
