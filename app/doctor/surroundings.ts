import type { TextEncoding } from "../homes/homeFiles.ts";
import type { SurroundingFacts, SwitcherId } from "./facts.ts";

/**
 * Looks at what surrounds config.toml: auth.json, variables, shell start files, other layers of Codex's
 * configuration, other programs.
 */
export interface Surroundings {
  /** Takes 3 seconds at most and never throws: what cannot be read is left out. */
  look(home: string): Promise<SurroundingFacts>;
  /** The programs that write config.toml and run now. Takes 2 seconds at most and never throws. */
  runningSwitchers(): Promise<readonly SwitcherId[]>;
}

/** A file other than config.toml at one moment. */
export interface OtherFile {
  readonly path: string;
  readonly text: string;
  readonly encoding: TextEncoding;
  /** SHA-256 of the bytes, in hex. */
  readonly revision: string;
}

/** A change of a file other than config.toml that can be taken back. */
export interface OtherFileChanged {
  readonly path: string;
  /** What the change made of the file. */
  readonly revision: string;
  /** What was there before; undefined when only the permissions changed. */
  readonly saved: OtherFile | undefined;
  /** The permissions that were there before, such as `0644`; undefined when they did not change. */
  readonly mode: string | undefined;
}

/** Reads and changes files other than config.toml. Paths come from {@link SurroundingFacts}, never from a view. */
export interface OtherFiles {
  /** @throws AppError for a file that is missing or cannot be read */
  read(path: string): Promise<OtherFile>;
  /**
   * Backs the file up in the home and writes it whole or not at all, following links, with the same mode, owner and
   * encoding.
   * `compute` may run again on a newer file. Equal content writes nothing.
   *
   * @returns the id of the backup; undefined when nothing needed to change
   * @throws AppError whatever `compute` throws, or why it failed with the file as it was
   */
  update(
    home: string,
    path: string,
    compute: (current: OtherFile) => string,
  ): Promise<string | undefined>;
  /** Leaves the file to its owner alone. @returns what {@link restore} takes back; undefined when it was so already */
  makePrivate(home: string, path: string): Promise<string | undefined>;
  /** What {@link restore} would take back. @throws AppError `BACKUP_NOT_FOUND` */
  readChange(home: string, backupId: string): Promise<OtherFileChanged>;
  /** Puts bytes and mode back. @throws AppError `BACKUP_NOT_FOUND`, `CONFIG_CHANGED` when the file has changed since */
  restore(home: string, backupId: string): Promise<void>;
}
