import { existsSync, readdirSync, unlinkSync } from "node:fs";
import { join } from "node:path";
import { backupFileName } from "./backupNames.ts";
import type { BackupPlace } from "./backupPlace.ts";
import { ignoringFailure } from "./homeErrors.ts";
import { oldestKept } from "./removeOldBackups.ts";

const ENDING = ".json";

/**
 * Removes the records of changes that are older than 30 days and whose backup is gone, or that had none, as a change of
 * permissions has. Never throws.
 */
export function removeOldRecords({ folder, extension }: BackupPlace, now: Date): void {
  const oldest = oldestKept(now);
  for (const name of ignoringFailure(() => readdirSync(folder)) ?? []) {
    const id = name.slice(0, -ENDING.length);
    const isOld = name.endsWith(ENDING) && name < oldest;
    if (isOld && !existsSync(join(folder, backupFileName(id, extension))))
      ignoringFailure(() => unlinkSync(join(folder, name)));
  }
}
