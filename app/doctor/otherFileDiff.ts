import { changedLinesOf, type DiffHunk, diffOf } from "../config/diff.ts";
import { keyVariables } from "../surroundings/keyKind.ts";
import { maskedAuthLine } from "../surroundings/maskedAuthLine.ts";
import { commentReason } from "./otherFileChanges.ts";

const MASK = "••••••••";

/** The variables that fixes deal with. */
const names = keyVariables.join("|");

/** How a line sets a variable in one of the languages of start files, or begins in JSON, up to the name's end. */
const named = new RegExp(
  `^\\s*(?::\\s+)?(?:#\\s*)?(?:(?:export|setx?|setenv|typeset|declare)\\s+(?:-{1,2}[a-z]+\\s+)*|\\$env:|\\[Environment\\]::SetEnvironmentVariable\\()?["']?(?:${names})\\b`,
  "i",
);

/**
 * What changes in a file other than config.toml. An overlay is shown as config.toml is, and auth.json without its
 * values. Of other files nobody knows where secrets are, so their lines show the name of what is set and nothing of
 * its value.
 */
export function otherFileDiff(path: string, before: string, after: string): readonly DiffHunk[] {
  if (path.endsWith(".config.toml")) return diffOf(before, after);
  const mask = /[\\/]auth\.json$/.test(path) ? maskedAuthLine : masked;
  return changedLinesOf(before, after, mask);
}

function masked(line: string): string {
  if (line.trim() === `# ${commentReason}` || /^[\s{},]*$/.test(line)) return line;
  const shown = named.exec(line)?.[0];
  return shown === undefined ? MASK : `${shown} ${MASK}`;
}
