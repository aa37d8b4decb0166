import { newlineOf } from "../config/scan.ts";
import { applySplices } from "../config/splice.ts";
import { AppError } from "../errors.ts";
import { readShell } from "../import/scripts/shell.ts";
import { type Assignment, type FoundAssignment, withLines } from "./assignment.ts";
import { dotenvAssignments } from "./dotenvAssignments.ts";
import { fishAssignments, fishSources } from "./fishAssignments.ts";
import { powershellAssignments, powershellSources } from "./powershellAssignments.ts";
import { shellAssignments, shellSources } from "./shellAssignments.ts";
import type { SourcedFile, StartFileLanguage } from "./startFileLanguage.ts";

interface Reader {
  readonly assignments: (text: string) => readonly FoundAssignment[];
  readonly sources: (text: string) => readonly SourcedFile[];
}

const readers: Readonly<Record<StartFileLanguage, Reader>> = {
  shell: {
    assignments: (text) => shellAssignments(text),
    sources: (text) => shellSources(text),
  },
  exportingShell: {
    assignments: (text) => shellAssignments(text, true),
    sources: (text) => shellSources(text, true),
  },
  fish: { assignments: fishAssignments, sources: fishSources },
  powershell: { assignments: powershellAssignments, sources: powershellSources },
  dotenv: { assignments: dotenvAssignments, sources: () => [] },
};

/** Where a file puts variables into the environment of what is started from there. */
export function assignmentsIn(text: string, language: StartFileLanguage): readonly Assignment[] {
  return withLines(text, readers[language].assignments(text));
}

/** The files that a start file loads, as far as its text alone tells. */
export function sourcedFiles(text: string, language: StartFileLanguage): readonly SourcedFile[] {
  return readers[language].sources(text).filter(({ path }) => /^(?:~?|[a-z]:)\//i.test(path));
}

/** What a shell does not let end with a comment: whatever follows is still a part of it. */
const isUnfinished =
  /(?:&&|\|\|?|(?:^|[\s;&|(){])(?:if|elif|then|else|while|until|do|!)|[{()])[ \t]*(?:#.*)?$/;

/**
 * Turns the lines of assignments that stand alone into comments, each with the reason above it. Where the line
 * before wants a command to follow, as `then` does, a `:` stays, which does nothing.
 *
 * @param reason - one line of text
 * @throws AppError `CONFIG_CHANGED` where that would change anything else that the shell does
 */
export function commentOutAssignments(
  text: string,
  language: StartFileLanguage,
  assignments: readonly Assignment[],
  reason: string,
): string {
  const isShell = language === "shell" || language === "exportingShell";
  const ending = newlineOf(text) === "\r\n" ? "\r" : "";
  const [mark = ""] = /^\ufeff?/.exec(text) ?? [];
  const lines = text.slice(mark.length).split("\n");
  const result: string[] = [];
  /** The last line so far that is not empty and no comment. */
  let before = "";
  const copyUpTo = (count: number): void => {
    for (const own of lines.slice(copied, count)) {
      if (/^[ \t]*[^\s#]/.test(own)) before = own;
      result.push(own);
    }
    copied = count;
  };
  let copied = 0;
  for (const { line, lastLine, standsAlone } of assignments) {
    if (!standsAlone || line <= copied) continue;
    copyUpTo(line - 1);
    const [first = "", ...others] = lines.slice(line - 1, lastLine);
    const indent = /^[ \t]*/.exec(first)?.[0] ?? "";
    const keeps = isShell && isUnfinished.test(before.replace(/\r$/, ""));
    if (keeps) before = ":";
    result.push(
      `${indent}# ${reason}${ending}`,
      `${indent}${keeps ? ": " : ""}# ${first.slice(indent.length)}`,
      ...others.map((other) => `${indent}# ${other}`),
    );
    copied = lastLine;
  }
  copyUpTo(lines.length);
  const edited = mark + result.join("\n");
  if (isShell) requireSameCommands(text, assignments, edited);
  return edited;
}

/** @throws AppError `CONFIG_CHANGED` */
function requireSameCommands(
  text: string,
  assignments: readonly Assignment[],
  edited: string,
): void {
  const gone = assignments.filter(({ standsAlone }) => standsAlone);
  const expected = applySplices(
    text,
    gone.map(({ start, end }) => ({ start, end, text: ":" })),
  );
  if (commandsOf(expected) !== commandsOf(edited)) throw new AppError("CONFIG_CHANGED");
}

/** The commands of a script without those that do nothing. */
function commandsOf(script: string): string {
  const told = readShell(script).commands.map(({ words, target }) =>
    JSON.stringify([words, target]),
  );
  return told.filter((command) => command !== JSON.stringify([[[":"]], undefined])).join("\n");
}
