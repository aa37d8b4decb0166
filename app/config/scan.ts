import type { InlineEntry, Span } from "./value.ts";
import { endOfLine, readKey, skipBlanks, ValueReader } from "./valueReader.ts";

/** A `[table]` or `[[array of tables]]` line. */
export interface HeaderStatement extends Span {
  readonly kind: "header";
  readonly path: readonly string[];
  readonly isArray: boolean;
}

/** A `key = value` at the top level of the file or below a header; `path` is relative to that header. */
export interface KeyValueStatement extends Span {
  readonly kind: "keyValue";
  /** The header the line stands under; undefined at the root. */
  readonly header: HeaderStatement | undefined;
  readonly entry: InlineEntry;
}

/** A comment line, an empty line, or text that is not TOML. */
export interface OtherStatement extends Span {
  readonly kind: "comment" | "blank" | "garbage";
}

/** One statement with the lines it fills: its span runs from the line's start to after its line break. */
export type Statement = HeaderStatement | KeyValueStatement | OtherStatement;

/** A scanned text. The statements cover it without gaps, apart from a byte order mark at its start. */
export interface Scan {
  readonly text: string;
  readonly statements: readonly Statement[];
  /** The line break the text uses first; `\n` where it has none. */
  readonly newline: "\n" | "\r\n";
}

const HASH = 35;
const EQUALS = 61;
const OPEN_BRACKET = 91;

/** Where the content starts: after a byte order mark, if there is one. */
export function contentStart(text: string): number {
  return text.charCodeAt(0) === 0xfeff ? 1 : 0;
}

/** The offset of the next line, if nothing but blanks and a comment follow `at` on this line; else undefined. */
function restOfLine(text: string, at: number): number | undefined {
  const position = skipBlanks(text, at);
  const end = endOfLine(text, position);
  if (position !== end && text.charCodeAt(position) !== HASH) return undefined;
  return afterLineBreak(text, end);
}

function afterLineBreak(text: string, at: number): number {
  if (at >= text.length) return text.length;
  return text.charCodeAt(at) === 13 ? at + 2 : at + 1;
}

function readHeader(text: string, start: number, at: number): HeaderStatement | undefined {
  const isArray = text.charCodeAt(at + 1) === OPEN_BRACKET;
  const key = readKey(text, skipBlanks(text, at + (isArray ? 2 : 1)));
  if (!key) return undefined;
  const close = skipBlanks(text, key.end);
  const closing = isArray ? "]]" : "]";
  if (!text.startsWith(closing, close)) return undefined;
  const end = restOfLine(text, close + closing.length);
  return end === undefined ? undefined : { kind: "header", start, end, path: key.path, isArray };
}

function readKeyValue(
  text: string,
  reader: ValueReader,
  start: number,
  at: number,
  header: HeaderStatement | undefined,
): KeyValueStatement | undefined {
  const key = readKey(text, at);
  if (!key) return undefined;
  const equals = skipBlanks(text, key.end);
  if (text.charCodeAt(equals) !== EQUALS) return undefined;
  const value = reader.read(skipBlanks(text, equals + 1));
  if (!value) return undefined;
  const end = restOfLine(text, value.end);
  if (end === undefined) return undefined;
  const entry = { path: key.path, value, start: at, end: value.end };
  return { kind: "keyValue", start, end, header, entry };
}

/**
 * Splits a TOML text into statements with exact offsets, in time linear in its length. Unlike a parser it
 * never fails: a line that is not TOML becomes one `garbage` statement and the next line is tried afresh, so
 * that files a parser refuses (duplicate keys, a stray line) can still be read and repaired.
 */
export function scan(text: string): Scan {
  const statements: Statement[] = [];
  const reader = new ValueReader(text);
  let header: HeaderStatement | undefined;
  let start = contentStart(text);
  while (start < text.length) {
    const statement = readStatement(text, reader, start, header);
    if (statement.kind === "header") header = statement;
    statements.push(statement);
    start = statement.end;
  }
  return { text, statements, newline: newlineOf(text) };
}

/** The line break a text uses first; `\n` where it has none. */
export function newlineOf(text: string): "\n" | "\r\n" {
  const firstBreak = text.indexOf("\n");
  return firstBreak > 0 && text[firstBreak - 1] === "\r" ? "\r\n" : "\n";
}

function readStatement(
  text: string,
  reader: ValueReader,
  start: number,
  header: HeaderStatement | undefined,
): Statement {
  const at = skipBlanks(text, start);
  const lineEnd = endOfLine(text, at);
  const end = afterLineBreak(text, lineEnd);
  if (at === lineEnd) return { kind: "blank", start, end };
  const code = text.charCodeAt(at);
  if (code === HASH) return { kind: "comment", start, end };
  const statement =
    code === OPEN_BRACKET
      ? readHeader(text, start, at)
      : readKeyValue(text, reader, start, at, header);
  return statement ?? { kind: "garbage", start, end };
}

/** What a statement stands for: a header for its whole table with all keys up to the next header. */
export function withOwnKeys(scanned: Scan, statement: Statement): readonly Statement[] {
  if (statement.kind !== "header") return [statement];
  const { statements } = scanned;
  const first = statements.indexOf(statement);
  const next = statements.findIndex((other, index) => index > first && other.kind === "header");
  return statements
    .slice(first, next < 0 ? undefined : next)
    .filter(({ kind }) => kind !== "comment" && kind !== "blank");
}

/** The keys from the root of the document down to a statement's key. */
export function absolutePath(statement: KeyValueStatement): readonly string[] {
  return statement.header
    ? [...statement.header.path, ...statement.entry.path]
    : statement.entry.path;
}

/** The 1-based line and column (in UTF-16 code units) of an offset. */
export function positionOf(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset);
  const lastBreak = before.lastIndexOf("\n");
  return { line: before.split("\n").length, column: offset - lastBreak };
}
