import type { DiffHunk } from "../config/diff.ts";
import type { Expected, ExpectedFile } from "./expected.ts";

/** What a change would do to a file other than config.toml, with every secret masked. */
export interface FilePreview {
  readonly path: string;
  readonly isOutsideHome: boolean;
  /** Whether it is left to its owner alone. */
  readonly makesPrivate: boolean;
  /** The permissions that it gets back, such as `0644`, and with which others may read it; undefined: they stay. */
  readonly reopensTo: string | undefined;
  readonly hunks: readonly DiffHunk[];
  readonly expected: ExpectedFile;
}

/** What a change would do, with every secret masked. */
export interface ChangePreview {
  readonly expected: NonNullable<Expected>;
  readonly activeBefore: string | undefined;
  readonly activeAfter: string | undefined;
  readonly addedLines: number;
  readonly removedLines: number;
  readonly hunks: readonly DiffHunk[];
  readonly files: readonly FilePreview[];
}

/** What a change did. `backupId` is undefined when the file already was as asked for. */
export interface ChangeReport {
  readonly activeBefore: string | undefined;
  readonly activeAfter: string | undefined;
  /** The name of the provider that is active now; its id where the file does not define it. */
  readonly activeName: string | undefined;
  readonly backupId: string | undefined;
  /** How many files other than config.toml it changed. */
  readonly otherFiles: number;
}
