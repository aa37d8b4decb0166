import type { Scan, Statement } from "./scan.ts";
import { contentStart } from "./scan.ts";
import type { Splice } from "./splice.ts";

// biome-ignore lint/suspicious/noControlCharactersInRegex: exactly these are what TOML does not allow in a comment
const controls = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]+/g;

/** Rewrites the line breaks of a text to those of the file it is put into. */
export function withNewline(text: string, newline: string): string {
  return text.replaceAll("\r\n", "\n").replaceAll("\n", newline);
}

/**
 * Inserts one line after a statement, indented and ended like it; a file without a final line break keeps none.
 */
export function insertLineAfter(scanned: Scan, statement: Statement, line: string): Splice {
  const { text, newline } = scanned;
  const indent = statement.kind === "keyValue" ? indentOf(text, statement) : "";
  const at = statement.end;
  const [ending] = /\r?\n$/.exec(text.slice(Math.max(at - 2, 0), at)) ?? [];
  const added = ending === undefined ? newline + indent + line : indent + line + ending;
  return { start: at, end: at, text: added };
}

function indentOf(text: string, statement: Statement): string {
  return /^[ \t]*/.exec(text.slice(statement.start, statement.end))?.[0] ?? "";
}

/** Inserts a root key: below the last root key, else above the first table, else at the end of the file. */
export function insertRootLine(scanned: Scan, line: string): Splice {
  const { text, statements, newline } = scanned;
  const firstHeader = statements.findIndex((statement) => statement.kind === "header");
  const rootStatements = firstHeader < 0 ? statements : statements.slice(0, firstHeader);
  const lastKey = rootStatements.findLast((statement) => statement.kind === "keyValue");
  if (lastKey) return insertLineAfter(scanned, lastKey, line);
  const last = statements.at(-1);
  if (firstHeader < 0) {
    if (!last) return { start: text.length, end: text.length, text: line + newline };
    // A comment at the head of the file is about the file, not about the new key.
    const inserted = insertLineAfter(scanned, last, line);
    return last.kind === "comment" ? { ...inserted, text: newline + inserted.text } : inserted;
  }
  const at = statements[attachedStart(statements, firstHeader)]?.start ?? contentStart(text);
  return { start: at, end: at, text: line + newline + newline };
}

/** The index of the first of the comment lines that stand directly above a statement, or its own index. */
export function attachedStart(statements: readonly Statement[], index: number): number {
  let first = index;
  while (first > 0 && statements[first - 1]?.kind === "comment") first -= 1;
  return first;
}

/**
 * Adds a table of its own below the statement with this index (-1 for a file without any), one empty line
 * apart; a file without a final line break keeps none.
 */
export function insertTable(scanned: Scan, index: number, tableText: string): Splice {
  const { text, statements, newline } = scanned;
  const table = withNewline(tableText.trim(), newline);
  const previous = statements[index];
  const following = statements[index + 1];
  if (!previous) return { start: text.length, end: text.length, text: table + newline };
  const at = previous.end;
  if (text[at - 1] !== "\n") return { start: at, end: at, text: newline + newline + table };
  const gapAfter = following && following.kind !== "blank" ? newline : "";
  return { start: at, end: at, text: newline + table + newline + gapAfter };
}

/**
 * The index of the last statement that belongs to the table whose header has this index: its last key or a
 * comment that touches it, but not the comments that stand directly above the next header.
 */
export function lastOfTable(statements: readonly Statement[], headerIndex: number): number {
  let next = headerIndex + 1;
  while (next < statements.length && statements[next]?.kind !== "header") next += 1;
  const limit = next < statements.length ? attachedStart(statements, next) : next;
  let last = headerIndex;
  for (let index = headerIndex + 1; index < limit; index += 1) {
    const kind = statements[index]?.kind;
    const touches = last === index - 1;
    if (kind === "keyValue" || kind === "garbage" || (kind === "comment" && touches)) last = index;
  }
  return last;
}

/** Turns every line of a statement into a comment; what stood there can be brought back by hand. */
export function commentLines(text: string, statement: Statement): Splice {
  const { start, end } = statement;
  const lines = text.slice(start, end).split("\n");
  const commented = lines.map((line) =>
    line.replace(controls, "").replace(/^([ \t]*)([^ \t\r])/, "$1# $2"),
  );
  return { start, end, text: commented.join("\n") };
}
