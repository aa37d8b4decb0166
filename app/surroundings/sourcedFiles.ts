import { fishSources } from "./fishAssignments.ts";
import { powershellSources } from "./powershellAssignments.ts";
import { shellSources } from "./shellSources.ts";
import type { StartFileLanguage } from "./startFile.ts";

/** A file that a start file loads. */
export interface SourcedFile {
  /** From the root or a drive on, or from the user's home, which is written as `~`; with slashes on every system. */
  readonly path: string;
  readonly language: StartFileLanguage;
}

const readers: Readonly<Record<StartFileLanguage, (text: string) => readonly SourcedFile[]>> = {
  shell: (text) => shellSources(text),
  exportingShell: (text) => shellSources(text, true),
  fish: fishSources,
  powershell: powershellSources,
  dotenv: () => [],
};

/** The files that a start file loads, as far as its text alone tells. */
export function sourcedFiles(text: string, language: StartFileLanguage): readonly SourcedFile[] {
  return readers[language](text).filter(({ path }) => /^(?:~?|[a-z]:)\//i.test(path));
}
