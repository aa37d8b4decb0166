import { edit } from "../config/edit.ts";
import { verify } from "../config/verify.ts";
import { AppError } from "../errors.ts";
import { withoutApiKey } from "../surroundings/authFile.ts";
import { assignmentsIn, commentOutAssignments } from "../surroundings/startFile.ts";
import type { SurroundingFacts } from "./facts.ts";
import type { OtherFileEdit, OtherFileFix } from "./fix.ts";

/** All that is to be done to one file other than config.toml. */
export interface OtherFileChange {
  readonly path: string;
  readonly isOutsideHome: boolean;
  readonly edits: readonly OtherFileEdit[];
  readonly makesPrivate: boolean;
}

/** What is to be done, file by file. */
export function changesByFile(fixes: readonly OtherFileFix[]): readonly OtherFileChange[] {
  return [...new Set(fixes.map(({ path }) => path))].map((path) => {
    const own = fixes.filter((fix) => fix.path === path);
    return {
      path,
      isOutsideHome: own.some(({ isOutsideHome }) => isOutsideHome),
      edits: own.filter(({ kind }) => kind !== "makePrivate"),
      makesPrivate: own.some(({ kind }) => kind === "makePrivate"),
    };
  });
}

/** What a start file gets above what was commented out; for whoever reads the file. */
export const commentReason =
  "PhotonMark Codex: commented out, this key is sent in place of the right one";

/**
 * The text after a file's edits.
 *
 * @throws AppError `CONFIG_CHANGED` when the file is no longer what was diagnosed, `AUTH_UNREADABLE`, or why an
 * edit cannot be proven
 */
export function afterEdits(
  text: string,
  { path, edits }: OtherFileChange,
  { overlays }: SurroundingFacts,
): string {
  // Together, because each moves the lines of those below it.
  const variables = edits.flatMap((one) => (one.kind === "commentVariable" ? [one] : []));
  let after = text;
  for (const one of edits) {
    if (one.kind === "removeApiKey") after = withoutApiKey(after);
    if (one.kind === "editToml") {
      const known = overlays.find((overlay) => overlay.path === path);
      if (known?.text !== text) throw new AppError("CONFIG_CHANGED", { path });
      after = edit(text, one.intents);
      verify(text, after, one.intents);
    }
  }
  const [first] = variables;
  if (!first) return after;
  const found = assignmentsIn(after, first.language).filter((assignment) =>
    variables.some(
      ({ name, lines }) => name === assignment.name && lines.includes(assignment.line),
    ),
  );
  if (found.length < variables.length) throw new AppError("CONFIG_CHANGED", { path });
  return commentOutAssignments(after, first.language, found, commentReason);
}
