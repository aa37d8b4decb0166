import { changedLinesOf, type DiffHunk, diffOf } from "../config/diff.ts";
import { keyVariables } from "../surroundings/keyKind.ts";
import { commentReason } from "./otherFileChanges.ts";

const MASK = "••••••••";

/** The names that fixes deal with: variables, and members of auth.json. */
const names = [...keyVariables, "auth_mode"].join("|");

/** How a line sets a variable in one of the languages of start files, or begins in JSON, up to the name's end. */
const named = new RegExp(
  `^\\s*(?::\\s+)?(?:#\\s*)?(?:(?:export|setx?|setenv|typeset|declare)\\s+(?:-{1,2}[a-z]+\\s+)*|\\$env:|\\[Environment\\]::SetEnvironmentVariable\\(|\\{\\s*)?["']?(?:${names})\\b`,
  "i",
);

/**
 * What changes in a file other than config.toml. An overlay is shown as config.toml is. Of other files nobody knows
 * where secrets are, so their lines show the name of what is set and nothing of its value.
 */
export function otherFileDiff(path: string, before: string, after: string): readonly DiffHunk[] {
  return path.endsWith(".config.toml")
    ? diffOf(before, after)
    : changedLinesOf(before, after, masked);
}

function masked(line: string): string {
  if (line.trim() === `# ${commentReason}` || /^[\s{},]*$/.test(line)) return line;
  const shown = named.exec(line)?.[0];
  return shown === undefined ? MASK : `${shown} ${MASK}`;
}
