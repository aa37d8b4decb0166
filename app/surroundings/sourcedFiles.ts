import { fishSources } from "./fishAssignments.ts";
import { shellSources } from "./shellSources.ts";
import type { StartFileLanguage } from "./startFile.ts";

/** A file that a start file loads. */
export interface SourcedFile {
  /** From the root, or from the user's home, which is written as `~`; anything else depends on more than the text. */
  readonly path: string;
  readonly language: StartFileLanguage;
}

/** The files that a start file loads, as far as its text alone tells. */
export function sourcedFiles(text: string, language: StartFileLanguage): readonly SourcedFile[] {
  const found =
    language === "shell" ? shellSources(text) : language === "fish" ? fishSources(text) : [];
  return found.filter(({ path }) => /^~?\//.test(path));
}
