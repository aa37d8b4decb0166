/** The language of a file that sets variables; `exportingShell` is a script that is loaded under `set -a`. */
export type StartFileLanguage = "shell" | "exportingShell" | "fish" | "powershell" | "dotenv";

/** A file that a start file loads. */
export interface SourcedFile {
  /** From the root or a drive on, or from the user's home, which is written as `~`; with slashes on every system. */
  readonly path: string;
  readonly language: StartFileLanguage;
}
