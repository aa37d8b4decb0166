import type { Settings } from "./settings.ts";
import type { CodexCheckResult } from "./state.ts";

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
  /** SHA-256 of the bytes, in hex. */
  readonly revision: string;
}

/** Why a backup was taken. */
export type BackupReason = "activate" | "import" | "remove" | "restore" | "undo";

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
    reason: BackupReason,
    compute: (current: ConfigSnapshot) => NewContent,
  ): Promise<WriteReceipt>;
  /** The revision that a text would have as a file. */
  revisionOf(text: string): string;
  /** Newest first. */
  listBackups(): Promise<readonly Backup[]>;
  /** @throws AppError `BACKUP_NOT_FOUND` */
  readBackup(id: string): Promise<{ readonly text: string | undefined; readonly revision: string }>;
  /** Calls back soon after anyone changes the config file; returns how to stop. */
  watch(onChange: () => void): () => void;
}

/** The user's own Codex. */
export interface CodexProgram {
  /** Asks Codex whether it accepts the home's config; takes 5 seconds at most and never throws. */
  check(home: string): Promise<CodexCheckResult>;
}

/** Where a block may come from. The bytes never leave the main process. */
export interface BlockSource {
  /** @throws AppError `CLIPBOARD_EMPTY` */
  fromClipboard(): Promise<Uint8Array>;
  /** Asks the user for a file; undefined when they cancel. @throws AppError */
  fromDialog(): Promise<Uint8Array | undefined>;
  /** @throws AppError `FILE_NOT_FOUND`, `FILE_UNREADABLE`, `BLOCK_TOO_LARGE` */
  fromPath(path: string): Promise<Uint8Array>;
}

/** Keeps the user's choices between runs. */
export interface SettingsStore {
  read(): Settings;
  write(settings: Settings): void;
}

/** The time. */
export interface Clock {
  now(): Date;
}

/** The program's own log; what goes in has been redacted by the adapter once more. */
export interface Log {
  info(message: string): void;
  error(message: string, error: unknown): void;
}

/** Everything the application needs from the machine. */
export interface Ports {
  readonly homeFiles: HomeFiles;
  readonly codexProgram: CodexProgram;
  readonly blockSource: BlockSource;
  readonly settingsStore: SettingsStore;
  readonly clock: Clock;
  readonly log: Log;
}
