import type { Scan, Statement } from "./scan.ts";
import { contentStart } from "./scan.ts";
import type { Splice } from "./splice.ts";
import type { InlineEntry, InlineTable } from "./value.ts";

/** Rewrites the line breaks of a text to those of the file it is put into. */
export function withNewline(text: string, newline: string): string {
  return text.replaceAll("\r\n", "\n").replaceAll("\n", newline);
}

/** Inserts one line after a statement, indented like it; a file without a final line break keeps none. */
export function insertLineAfter(scanned: Scan, statement: Statement, line: string): Splice {
  const { text, newline } = scanned;
  const indent = statement.kind === "keyValue" ? indentOf(text, statement) : "";
  const at = statement.end;
  const endsWithBreak = text[at - 1] === "\n";
  const added = endsWithBreak ? indent + line + newline : newline + indent + line;
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
  if (firstHeader < 0)
    return last
      ? insertLineAfter(scanned, last, line)
      : { start: text.length, end: text.length, text: line + newline };
  const at = statements[attachedStart(statements, firstHeader)]?.start ?? contentStart(text);
  return { start: at, end: at, text: line + newline + newline };
}

/** The index of the first of the comment lines that stand directly above a statement, or its own index. */
export function attachedStart(statements: readonly Statement[], index: number): number {
  let first = index;
  while (first > 0 && statements[first - 1]?.kind === "comment") first -= 1;
  return first;
}

/** Adds a table of its own below the statement with this index, one empty line apart. */
export function insertTable(scanned: Scan, index: number, tableText: string): Splice {
  const { text, statements, newline } = scanned;
  const table = withNewline(tableText.trim(), newline);
  const previous = statements[index];
  const following = statements[index + 1];
  if (!previous) return { start: text.length, end: text.length, text: table + newline };
  const at = previous.end;
  const gapBefore = text[at - 1] === "\n" ? newline : newline + newline;
  const gapAfter = following && following.kind !== "blank" ? newline : "";
  return { start: at, end: at, text: gapBefore + table + newline + gapAfter };
}

/** The index of the last statement that belongs to the table whose header has this index. */
export function lastOfTable(statements: readonly Statement[], headerIndex: number): number {
  let next = headerIndex + 1;
  while (next < statements.length && statements[next]?.kind !== "header") next += 1;
  let last = (next < statements.length ? attachedStart(statements, next) : next) - 1;
  while (last > headerIndex && statements[last]?.kind === "blank") last -= 1;
  return Math.max(last, headerIndex);
}

/** Adds entries (`key = value` texts) at the end of an inline table. */
export function insertInline(table: InlineTable, entryTexts: readonly string[]): Splice {
  const added = entryTexts.join(", ");
  const last = table.entries.at(-1);
  if (!last) return { start: table.start, end: table.end, text: `{ ${added} }` };
  return { start: last.end, end: last.end, text: `, ${added}` };
}

/** Takes entries out of an inline table, each together with the comma that parted it from a neighbour. */
export function removeInline(table: InlineTable, removed: ReadonlySet<InlineEntry>): Splice[] {
  const firstKept = table.entries.findIndex((entry) => !removed.has(entry));
  if (firstKept < 0) return [{ start: table.start, end: table.end, text: "{}" }];
  return table.entries.flatMap((entry, index) => {
    if (!removed.has(entry)) return [];
    const previous = table.entries[index - 1];
    const next = table.entries[index + 1];
    if (index > firstKept && previous) return [{ start: previous.end, end: entry.end, text: "" }];
    return [{ start: entry.start, end: next?.start ?? entry.end, text: "" }];
  });
}

/** Turns every line of a statement into a comment; what stood there can be brought back by hand. */
export function commentLines(text: string, statement: Statement): Splice {
  const { start, end } = statement;
  const lines = text.slice(start, end).split("\n");
  const commented = lines.map((line) => (line.trim() === "" ? line : `# ${line}`));
  return { start, end, text: commented.join("\n") };
}
