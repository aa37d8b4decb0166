import { readdirSync, unlinkSync } from "node:fs";
import { join } from "node:path";
import { backupFolder } from "./backupList.ts";
import { backupFileName, backupTime, isBackupName } from "./backupNames.ts";
import { ignoringFailure } from "./homeErrors.ts";

const KEEP_DAYS = 30;
const KEEP_AT_LEAST = 20;
const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Removes our backups beyond the newest 20 that are older than 30 days. Only for after a write: one that fails
 * must not cost a backup, least of all the one it was to restore. Never throws.
 *
 * @param keptId - a backup that stays whatever its age: the one just restored
 */
export function removeOldBackups(home: string, now: Date, keptId: string | undefined): void {
  const folder = backupFolder(home);
  const oldest = backupTime(new Date(now.getTime() - KEEP_DAYS * DAY_MS));
  const keptName = keptId === undefined ? undefined : backupFileName(keptId);
  // The names begin with the time, so that they sort by it.
  const names = (ignoringFailure(() => readdirSync(folder)) ?? []).filter(isBackupName).sort();
  for (const name of names.slice(0, -KEEP_AT_LEAST))
    if (name < oldest && name !== keptName) ignoringFailure(() => unlinkSync(join(folder, name)));
}
