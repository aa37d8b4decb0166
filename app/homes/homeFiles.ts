import type { Baseline } from "../drift/drift.ts";
import { AppError } from "../errors.ts";

/** The config file at one moment. */
export interface ConfigSnapshot {
  /** The folder Codex reads: `$CODEX_HOME`, else `~/.codex`. */
  readonly home: string;
  /** `config.toml` in the home, as the user knows it. */
  readonly path: string;
  /** The file that is really read and written, after following symbolic links. */
  readonly realPath: string;
  readonly exists: boolean;
  /** The content with its byte order mark and line breaks; empty when the file is missing; undefined when it is not UTF-8. */
  readonly text: string | undefined;
  /** The content where the file is not UTF-8 but UTF-16 with a byte order mark, as some Windows programs save it. */
  readonly utf16Text?: string;
  /** SHA-256 of the bytes, in hex. */
  readonly revision: string;
}

/** The text of the config file. @throws AppError `CONFIG_NOT_UTF8` */
export function textOf(snapshot: ConfigSnapshot): string {
  if (snapshot.text === undefined) throw new AppError("CONFIG_NOT_UTF8");
  return snapshot.text;
}

/** Why a backup was taken: before a write, or so that what another program changes can be put back. */
export type BackupReason = WriteReason | "baseline";

/** Why the config file is written. */
export type WriteReason = "activate" | "import" | "remove" | "restore" | "undo" | "fix";

/** A copy of config.toml, taken by this program or left by another tool. */
export interface Backup {
  readonly id: string;
  readonly reason: BackupReason | "foreign";
  /** ISO 8601, UTC. */
  readonly createdAt: string;
  /** Bytes. */
  readonly size: number;
}

/** What to put into the config file: a text, or the exact bytes of a backup. */
export type NewContent =
  | { readonly text: string }
  | {
      readonly backupId: string;
      /** What the user was shown of the backup; undefined when they were shown nothing. Other bytes are not written. */
      readonly expectedRevision: string | undefined;
    };

/** What a write did. `backupId` is undefined when nothing needed to change. */
export interface WriteReceipt {
  readonly snapshot: ConfigSnapshot;
  readonly backupId: string | undefined;
}

/** How bytes stand for a text: UTF-8 where they do, UTF-16 by its mark, else one character for each byte. */
export type TextEncoding = "utf8" | "utf16le" | "latin1";

/** Reads and writes the config file and its backups; the only way to them. */
export interface HomeFiles {
  /** @throws AppError for a file that cannot be read */
  read(): Promise<ConfigSnapshot>;
  /**
   * Runs read → compute → backup → write under a lock, again from the start when another program changed the
   * file in between. `compute` must be pure. Equal content writes nothing.
   *
   * @throws AppError whatever `compute` throws, `CONFIG_CHANGED` when a backup does not have the expected revision,
   * or the reason the write failed; the old file is then in place. Only `READBACK_MISMATCH` comes after the write
   */
  update(
    reason: WriteReason,
    compute: (current: ConfigSnapshot) => NewContent,
  ): Promise<WriteReceipt>;
  /** The revision that a text would have as a file, in UTF-8 unless it is said otherwise. */
  revisionOf(text: string, encoding?: TextEncoding): string;
  /** Newest first. */
  listBackups(): Promise<readonly Backup[]>;
  /** @throws AppError `BACKUP_NOT_FOUND` */
  readBackup(id: string): Promise<{ readonly text: string | undefined; readonly revision: string }>;
  /** Where a backup is. @throws AppError `BACKUP_NOT_FOUND` */
  backupPath(id: string): Promise<string>;
  /** The config file with what it is compared with; undefined: nothing yet. @throws AppError as `read` */
  readBaseline(): Promise<{
    readonly current: ConfigSnapshot;
    readonly baseline: Baseline | undefined;
  }>;
  /** Makes the file the baseline if it still has this revision, and tells whether. @throws AppError */
  keepBaseline(revision: string): Promise<boolean>;
  /** Copies the file into a backup of its own if it still has this revision. @throws AppError */
  backUp(revision: string): Promise<void>;
  /** Calls back soon after anyone changes the config file; returns how to stop. */
  watch(onChange: () => void): () => void;
}
