import { dirname, join } from "node:path";

/** Where the backups of one file are kept. */
export interface BackupPlace {
  readonly folder: string;
  /** What their names end with, without the dot. */
  readonly extension: "toml" | "bak";
}

/** Where this program keeps the backups of a home. */
export function backupFolder(home: string): string {
  return join(home, "backups", "photonmark");
}

/** The backups of config.toml. */
export function configBackups(home: string): BackupPlace {
  return { folder: backupFolder(home), extension: "toml" };
}

/** The folders from the one in the home down to that of the backups. */
export function foldersOf(home: string, { folder }: BackupPlace): readonly string[] {
  const folders: string[] = [];
  for (let path = folder; path !== home && path !== dirname(path); path = dirname(path))
    folders.unshift(path);
  return folders;
}
