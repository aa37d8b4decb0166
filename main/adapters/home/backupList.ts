import { lstatSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { AppError } from "../../../app/errors.ts";
import type { Backup } from "../../../app/homes/homeFiles.ts";
import {
  type BackupName,
  backupFileName,
  compareBackupNames,
  parseBackupName,
} from "./backupNames.ts";
import { backupFolder } from "./backupPlace.ts";
import { CONFIG_NAME, MAX_CONFIG_BYTES } from "./configFile.ts";
import { errnoOf, homeError, naming } from "./homeErrors.ts";
import { readRegularFile } from "./readRegularFile.ts";

/** Sets the copies of other tools apart from ours, whose ids begin with a digit. */
const FOREIGN_PREFIX = "foreign:";

interface FoundBackup extends Backup {
  readonly path: string;
}

/** Our backups and the `config.toml.bak*` of other tools, newest first. @throws AppError when it cannot look */
export function listBackups(home: string): Backup[] {
  return findBackups(home).map(({ path: _path, ...backup }) => backup);
}

/**
 * The exact bytes of a backup. An id is only compared with the list and never becomes part of a path.
 *
 * @throws AppError `BACKUP_NOT_FOUND`, `CONFIG_TOO_LARGE`, or why it cannot be read
 */
export function readBackup(home: string, id: string): Buffer {
  const path = backupPath(home, id);
  const content = naming(path, "read", () => readRegularFile(path, MAX_CONFIG_BYTES));
  if (content.kind === "file") return content.bytes;
  if (content.kind === "tooLarge") throw new AppError("CONFIG_TOO_LARGE", { path });
  throw new AppError("BACKUP_NOT_FOUND", { id });
}

/** Where a backup is. An id is only compared with the list. @throws AppError `BACKUP_NOT_FOUND` */
export function backupPath(home: string, id: string): string {
  const found = findBackups(home).find((backup) => backup.id === id);
  if (!found) throw new AppError("BACKUP_NOT_FOUND", { id });
  return found.path;
}

/** The names of our own backups, newest first. @throws AppError when the folder cannot be read */
export function ownBackupNames(home: string): BackupName[] {
  return namesIn(backupFolder(home))
    .flatMap((name) => parseBackupName(name) ?? [])
    .sort(compareBackupNames);
}

function findBackups(home: string): FoundBackup[] {
  const own = ownBackupNames(home).flatMap(({ id, reason, createdAt }): FoundBackup[] => {
    const path = join(backupFolder(home), backupFileName(id));
    const size = regularFile(path)?.size;
    return size === undefined
      ? []
      : [{ id, reason, createdAt: createdAt.toISOString(), size, path }];
  });
  const foreign = namesIn(home)
    .filter((name) => name.startsWith(`${CONFIG_NAME}.bak`))
    .flatMap((name): FoundBackup[] => {
      const path = join(home, name);
      const stats = regularFile(path);
      if (!stats) return [];
      const id = `${FOREIGN_PREFIX}${name}`;
      const createdAt = stats.mtime.toISOString();
      return [{ id, reason: "foreign", createdAt, size: stats.size, path }];
    });
  // Our own of one millisecond are in order already, and the sort keeps that.
  return [...own, ...foreign].sort((a, b) => b.createdAt.localeCompare(a.createdAt));
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if (errnoOf(error) === "ENOENT") return [];
    throw homeError(error, folder, "read");
  }
}

/** Links are left out: nothing behind them was copied by anyone. A file may also have just gone. */
function regularFile(path: string) {
  const stats = naming(path, "read", () => lstatSync(path, { throwIfNoEntry: false }));
  return stats?.isFile() ? stats : undefined;
}
