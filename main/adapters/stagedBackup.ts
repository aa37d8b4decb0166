import { existsSync, readdirSync, renameSync, unlinkSync } from "node:fs";
import { dirname, join } from "node:path";
import type { BackupReason } from "../../app/ports.ts";
import { backupFolder } from "./backupList.ts";
import { backupFileName, backupId, backupTime, isBackupName } from "./backupNames.ts";
import { type ConfigFile, MAX_CONFIG_BYTES, revisionOf } from "./configFile.ts";
import { errnoOf } from "./homeErrors.ts";
import { makePrivateFolder, privateIn } from "./ownership.ts";
import { readRegularFile } from "./readRegularFile.ts";
import { allFlushed, flushFolder, openTemporaryFile, type TemporaryFile } from "./temporaryFile.ts";

const KEEP_DAYS = 30;
const KEEP_AT_LEAST = 20;
const DAY_MS = 24 * 60 * 60 * 1000;

/** A backup that is written but does not have its name yet: what has the name is always whole. */
export interface StagedBackup extends Pick<TemporaryFile, "flush" | "close"> {
  readonly id: string;
  /** Gives the backup its name. @throws the system error */
  keep(): Promise<unknown>;
  /** Removes the named backup, because the write it was taken for did not come about; never throws. */
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
  const isNew = !existsSync(folder);
  // Not the home itself: when that is gone, somebody took it away.
  if (isNew) for (const made of [dirname(folder), folder]) makePrivateFolder(made);
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
        const flushAll = () =>
          allFlushed([file.flush(), flushFolder(dirname(folder)), flushFolder(current.home)]);
        return {
          id,
          flush: isNew ? flushAll : file.flush,
          keep: () => file.moveTo(path),
          drop: () => attempt(() => unlinkSync(path)),
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
 * Removes our backups beyond the newest 20 that are older than 30 days, and settles what a run that was cut
 * short left behind: a whole backup of what is no longer there gets its name, anything else goes. Needs the
 * lock of the home; never throws.
 */
export function tidyBackups(current: ConfigFile, now: Date): void {
  const folder = backupFolder(current.home);
  const oldest = backupTime(new Date(now.getTime() - KEEP_DAYS * DAY_MS));
  attempt(() => {
    const names = readdirSync(folder);
    // The names begin with the time, so that they sort by it.
    const own = names.filter(isBackupName).sort();
    for (const name of own.slice(0, -KEEP_AT_LEAST))
      if (name < oldest) attempt(() => unlinkSync(join(folder, name)));
    for (const name of names) {
      const [, id, revision] = UNFINISHED.exec(name) ?? [];
      if (id === undefined || !isBackupName(backupFileName(id))) continue;
      attempt(() =>
        settle(join(folder, name), join(folder, backupFileName(id)), revision, current),
      );
    }
  });
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

/** A file too many harms nobody, and a folder that cannot be used is for the write itself to report. */
function attempt(tidying: () => void): void {
  try {
    tidying();
  } catch (error) {
    if (errnoOf(error) === undefined) throw error;
  }
}
