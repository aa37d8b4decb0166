import type { BackupReason } from "../../../app/homes/homeFiles.ts";

const reasons = Object.keys({
  activate: true,
  import: true,
  remove: true,
  restore: true,
  undo: true,
  fix: true,
  baseline: true,
} satisfies Record<BackupReason, true>) as BackupReason[];

const PATTERN = new RegExp(
  `^(\\d{4}-\\d\\d-\\d\\d)T(\\d\\d)-(\\d\\d)-(\\d\\d)-(\\d{3})Z_(${reasons.join("|")})(?:-(\\d+))?\\.(toml|bak)$`,
);

/** What the name of a backup file of ours tells. */
export interface BackupName {
  readonly id: string;
  readonly reason: BackupReason;
  readonly createdAt: Date;
  /** 1, or more when the same millisecond already had a backup. */
  readonly copy: number;
}

/** The id of a backup: `2026-11-22T11-32-05-123Z_activate`, with `-2` and so on after it for further copies. */
export function backupId(createdAt: Date, reason: BackupReason, copy: number): string {
  return `${backupTime(createdAt)}_${reason}${copy > 1 ? `-${copy}` : ""}`;
}

/** What an id begins with, so that ids sort by time as text. */
export function backupTime(createdAt: Date): string {
  return createdAt.toISOString().replace(/[:.]/g, "-");
}

/** The name of the file that holds a backup. */
export function backupFileName(id: string, extension = "toml"): string {
  return `${id}.${extension}`;
}

/** Whether a file is a backup of ours, by its name. */
export function isBackupName(fileName: string): boolean {
  return PATTERN.test(fileName);
}

/** Reads the name of a file; undefined when it is not a backup of ours. */
export function parseBackupName(fileName: string): BackupName | undefined {
  const match = PATTERN.exec(fileName);
  if (!match) return undefined;
  const [, day, hours, minutes, seconds, milliseconds, reason, copy] = match;
  const createdAt = new Date(`${day}T${hours}:${minutes}:${seconds}.${milliseconds}Z`);
  if (Number.isNaN(createdAt.getTime())) return undefined;
  return {
    id: fileName.slice(0, fileName.lastIndexOf(".")),
    reason: reason as BackupReason,
    createdAt,
    copy: copy === undefined ? 1 : Number(copy),
  };
}

/** The order of a list of backups: newest first. */
export function compareBackupNames(a: BackupName, b: BackupName): number {
  return b.createdAt.getTime() - a.createdAt.getTime() || b.copy - a.copy;
}
