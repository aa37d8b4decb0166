/** What the machine gives and takes for a diagnostics archive. */
export interface DiagnosticsPort {
  /** Asks the user where the archive is to be; undefined when they cancel. */
  choosePath(name: string): Promise<string | undefined>;
  /** Versions and systems, the end of our own log, and the user's home folder; never throws. */
  gather(): Promise<{
    readonly machine: MachineFacts;
    readonly log: string;
    readonly userHome: string;
  }>;
  /**
   * Writes an archive of the files, whole or not at all, for its owner alone.
   *
   * @param replaces - whether the user said that a file at the path may go
   * @throws AppError `DIAGNOSTICS_NOT_SAVED`, or `DIAGNOSTICS_EXIST` with that file untouched
   */
  save(path: string, files: Readonly<Record<string, string>>, replaces: boolean): Promise<void>;
}

/** Facts about the program and the computer that help to understand a fault. */
export type MachineFacts = Readonly<Record<string, string>>;
