import { unlinkSync } from "node:fs";
import { join } from "node:path";
import { backupFileName, backupTime } from "./backupNames.ts";
import type { BackupPlace } from "./backupPlace.ts";
import { ignoringFailure } from "./homeErrors.ts";

const KEEP_DAYS = 30;
const KEEP_AT_LEAST = 20;
const DAY_MS = 24 * 60 * 60 * 1000;

/** What sorts before this is older than what is kept whatever its number. */
export function oldestKept(now: Date): string {
  return backupTime(new Date(now.getTime() - KEEP_DAYS * DAY_MS));
}

/** What {@link removeOldBackups} goes by. */
export interface Retention {
  readonly place: BackupPlace;
  /** Our backups before the write. */
  readonly names: readonly string[];
  readonly now: Date;
  /** A backup that stays whatever its age: the one just restored. */
  readonly keptId: string | undefined;
}

/**
 * Removes our backups beyond the newest 20 that are older than 30 days. Only for after a write: one that fails
 * must not cost a backup, least of all the one it was to restore. Never throws.
 */
export function removeOldBackups({ place, names, now, keptId }: Retention): void {
  const oldest = oldestKept(now);
  const keptName = keptId === undefined ? undefined : backupFileName(keptId, place.extension);
  // The names begin with the time, so that they sort by it.
  for (const name of [...names].sort().slice(0, -KEEP_AT_LEAST))
    if (name < oldest && name !== keptName)
      ignoringFailure(() => unlinkSync(join(place.folder, name)));
}
