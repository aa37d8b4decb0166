import type { Splice } from "./splice.ts";
import type { InlineEntry, InlineTable } from "./value.ts";

/** What happens to one inline table: entries that go and `key = value` texts that come. */
export interface InlineEdit {
  readonly removed: ReadonlySet<InlineEntry>;
  readonly added: readonly string[];
}

/** An entry with the lines it fills, where nothing else stands on them; offsets in UTF-16 code units. */
interface OwnLines {
  readonly start: number;
  readonly end: number;
  readonly indent: string;
  readonly hasComma: boolean;
}

/**
 * Takes entries out of an inline table and adds others at its end. A table that gives every entry a line of
 * its own (TOML 1.1, which Codex accepts) keeps doing so, and the comments on the lines that stay.
 */
export function editInline(
  text: string,
  newline: string,
  table: InlineTable,
  { removed, added }: InlineEdit,
): Splice[] {
  const lines = table.entries.map((entry) => ownLines(text, entry));
  return lines.length > 0 && lines.every((line) => line !== undefined)
    ? editLines(newline, table, lines, removed, added)
    : editRun(text, table, removed, added);
}

function editRun(
  text: string,
  table: InlineTable,
  removed: ReadonlySet<InlineEntry>,
  added: readonly string[],
): Splice[] {
  const kept = table.entries.filter((entry) => !removed.has(entry));
  const [firstKept, lastKept] = [kept[0], kept.at(-1)];
  if (!firstKept || !lastKept) {
    const isEmpty = text.slice(table.start + 1, table.end - 1).trim() === "";
    const content = added.length > 0 ? ` ${added.join(", ")} ` : "";
    // A comment inside an otherwise empty table stays.
    if (table.entries.length === 0 && !isEmpty)
      return [{ start: table.start + 1, end: table.start + 1, text: content.trimEnd() }];
    return [{ start: table.start, end: table.end, text: `{${content}}` }];
  }
  const splices: Splice[] = [];
  if (added.length > 0)
    splices.push({ start: lastKept.end, end: lastKept.end, text: `, ${added.join(", ")}` });
  for (const [index, entry] of table.entries.entries()) {
    if (!removed.has(entry)) continue;
    const previous = table.entries[index - 1];
    const next = table.entries[index + 1];
    splices.push(
      previous && entry.start > firstKept.start
        ? { start: previous.end, end: entry.end, text: "" }
        : { start: entry.start, end: next?.start ?? entry.end, text: "" },
    );
  }
  return splices;
}

function editLines(
  newline: string,
  table: InlineTable,
  lines: readonly OwnLines[],
  removed: ReadonlySet<InlineEntry>,
  added: readonly string[],
): Splice[] {
  const splices: Splice[] = [];
  const anchor = table.entries.findLastIndex((entry) => !removed.has(entry));
  const [anchorEntry, anchorLine] = [table.entries[anchor], lines[anchor]];
  const indent = (anchorLine ?? lines[0])?.indent ?? "";
  const isLast = anchor === table.entries.length - 1;
  // A comma after the last entry stays the habit of a table that has one.
  const endsWithComma = lines.at(-1)?.hasComma ?? false;
  const texts = added.map(
    (entry, index) =>
      `${indent}${entry}${index < added.length - 1 || endsWithComma ? "," : ""}${newline}`,
  );
  const at = anchorLine?.end ?? lines[0]?.start ?? table.end;
  if (added.length > 0) {
    if (anchorEntry && isLast && !anchorLine?.hasComma)
      splices.push({ start: anchorEntry.end, end: anchorEntry.end, text: "," });
    splices.push({ start: at, end: at, text: texts.join("") });
  }
  for (const [index, line] of lines.entries()) {
    const entry = table.entries[index];
    if (entry && removed.has(entry)) splices.push({ start: line.start, end: line.end, text: "" });
  }
  return splices;
}

function ownLines(text: string, entry: InlineEntry): OwnLines | undefined {
  const start = text.lastIndexOf("\n", entry.start - 1) + 1;
  const indent = text.slice(start, entry.start);
  const lineFeed = text.indexOf("\n", entry.end);
  if (lineFeed < 0 || indent.trim() !== "") return undefined;
  const rest = /^[ \t]*(,?)[ \t]*(?:#.*)?\r?$/.exec(text.slice(entry.end, lineFeed));
  return rest ? { start, end: lineFeed + 1, indent, hasComma: rest[1] === "," } : undefined;
}
