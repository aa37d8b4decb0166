import { existsSync, renameSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import type { BackupReason } from "../../app/ports.ts";
import { backupFolder, ownBackupNames } from "./backupList.ts";
import { backupFileName, backupId } from "./backupNames.ts";
import { errnoOf } from "./homeErrors.ts";
import { makePrivateFolder, privateIn } from "./ownership.ts";
import { type StagedFile, stageFile } from "./stagedFile.ts";

const KEEP_DAYS = 30;
const KEEP_AT_LEAST = 20;
const DAY_MS = 24 * 60 * 60 * 1000;

/** A backup that is written but does not have its name yet: what has the name is always whole. */
export interface StagedBackup extends Pick<StagedFile, "flush" | "discard"> {
  readonly id: string;
  /** Gives the backup its name. @throws the system error */
  keep(): void;
  /** Removes the named backup, because the write it was taken for did not come about; never throws. */
  drop(): void;
}

/**
 * Writes a backup under a temporary name. Needs the lock of the home.
 *
 * @throws the system error; nothing is left behind then
 */
export function stageBackup(
  home: string,
  now: Date,
  reason: BackupReason,
  bytes: Uint8Array,
): StagedBackup {
  const folder = backupFolder(home);
  makePrivateFolder(folder);
  for (let copy = 1; ; copy += 1) {
    const id = backupId(now, reason, copy);
    const path = join(folder, backupFileName(id));
    const temporaryPath = join(folder, temporaryName(id));
    const staged = tryStage(temporaryPath, bytes, folder);
    // Whoever holds the temporary name may take the final one, so nobody is overwritten.
    if (staged && existsSync(path)) staged.discard();
    else if (staged) {
      return {
        id,
        flush: staged.flush,
        discard: staged.discard,
        keep: () => renameSync(temporaryPath, path),
        drop: () => removeQuietly(path),
      };
    }
  }
}

/** Whether a file in the folder of backups is one that a run of ours did not finish. */
export function isUnfinishedBackup(fileName: string): boolean {
  return /^\.\d{4}-[^/]*_[^/]*\.tmp$/.test(fileName);
}

/** Removes our backups beyond the newest 20 that are older than 30 days. Needs the lock; never throws. */
export function pruneBackups(home: string, now: Date): void {
  const oldest = now.getTime() - KEEP_DAYS * DAY_MS;
  try {
    for (const { id, createdAt } of ownBackupNames(home).slice(KEEP_AT_LEAST)) {
      if (createdAt.getTime() < oldest) removeQuietly(join(backupFolder(home), backupFileName(id)));
    }
  } catch {
    // A backup too many harms nobody; the write it happened after is done.
  }
}

/** Whether backups are on another device than a folder, so that their order on the disk is not given. */
export function isOnOtherDevice(home: string, folder: string): boolean {
  return statSync(backupFolder(home)).dev !== statSync(folder).dev;
}

function temporaryName(id: string): string {
  return `.${id}.tmp`;
}

function tryStage(path: string, bytes: Uint8Array, folder: string): StagedFile | undefined {
  try {
    return stageFile(path, bytes, privateIn(folder));
  } catch (error) {
    if (errnoOf(error) === "EEXIST") return undefined;
    throw error;
  }
}

function removeQuietly(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // It is a backup too many, and the next write tries again.
  }
}
