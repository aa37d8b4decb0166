import { decodeString, type InlineEntry, stringValue, type ValueNode } from "./value.ts";

/** Deeper nesting than this is treated as unreadable, so that hostile input cannot exhaust the stack. */
const MAX_DEPTH = 100;

const TAB = 9;
const LF = 10;
const CR = 13;
const SPACE = 32;
const QUOTE = 34;
const HASH = 35;
const APOSTROPHE = 39;
const COMMA = 44;
const DOT = 46;
const EQUALS = 61;
const OPEN_BRACKET = 91;
const BACKSLASH = 92;
const CLOSE_BRACKET = 93;
const OPEN_BRACE = 123;
const CLOSE_BRACE = 125;

/** Offset of the first character at or after `at` that is neither a space nor a tab. */
export function skipBlanks(text: string, at: number): number {
  let position = at;
  for (;;) {
    const code = text.charCodeAt(position);
    if (code !== SPACE && code !== TAB) return position;
    position += 1;
  }
}

/** Offset of the line break that ends the line `at` stands in (the `\r` of a `\r\n`), or the text's end. */
export function endOfLine(text: string, at: number): number {
  const lineFeed = text.indexOf("\n", at);
  if (lineFeed < 0) return text.length;
  return lineFeed > at && text.charCodeAt(lineFeed - 1) === CR ? lineFeed - 1 : lineFeed;
}

function isBareKeyCode(code: number): boolean {
  return (
    (code >= 97 && code <= 122) ||
    (code >= 65 && code <= 90) ||
    (code >= 48 && code <= 57) ||
    code === 95 ||
    code === 45
  );
}

function isScalarCode(code: number): boolean {
  return isBareKeyCode(code) || code === 43 || code === DOT || code === 58;
}

/** Offset just after the single-line string that opens at `at`, or -1 when the line ends first. */
function endOfLineString(text: string, at: number, quote: number): number {
  for (let position = at + 1; position < text.length; position += 1) {
    const code = text.charCodeAt(position);
    if (code === quote) return position + 1;
    if (code === LF || code === CR) return -1;
    if (code === BACKSLASH && quote === QUOTE) position += 1;
  }
  return -1;
}

/** Offset just after the multi-line string that opens at `at`, or -1 when it is never closed. */
function endOfBlockString(text: string, at: number, quote: number): number {
  for (let position = at + 3; position < text.length; position += 1) {
    const code = text.charCodeAt(position);
    if (code === BACKSLASH && quote === QUOTE) position += 1;
    else if (code === quote && isTripled(text, position, quote)) {
      // Up to two quotes may stand directly before the closing three and belong to the text.
      let end = position + 3;
      while (end < position + 5 && text.charCodeAt(end) === quote) end += 1;
      return end;
    }
  }
  return -1;
}

function isTripled(text: string, at: number, quote: number): boolean {
  return text.charCodeAt(at + 1) === quote && text.charCodeAt(at + 2) === quote;
}

/**
 * Codex refuses a key of more than 80 parts, header and key together (0.169.0). So further parts decide nothing, and
 * leaving them out keeps it linear to put a key behind its header.
 */
const MAX_PARTS = 100;

/** A key as written, decoded into its first parts, and the offset just after all of it. */
export interface KeyRead {
  readonly path: readonly string[];
  readonly end: number;
}

/** Reads a (possibly dotted, possibly quoted) key at `at`; undefined where none stands. */
export function readKey(text: string, at: number): KeyRead | undefined {
  const path: string[] = [];
  let position = at;
  for (;;) {
    const code = text.charCodeAt(position);
    let end = position;
    if (code === QUOTE || code === APOSTROPHE) {
      end = endOfLineString(text, position, code);
      if (end < 0) return undefined;
      const part = decodeString(text.slice(position, end));
      if (part === undefined) return undefined;
      if (path.length < MAX_PARTS) path.push(part);
    } else {
      while (isBareKeyCode(text.charCodeAt(end))) end += 1;
      if (end === position) return undefined;
      if (path.length < MAX_PARTS) path.push(text.slice(position, end));
    }
    const next = skipBlanks(text, end);
    if (text.charCodeAt(next) !== DOT) return { path, end };
    position = skipBlanks(text, next + 1);
  }
}

/**
 * Reads values out of one text. It remembers the tables and arrays it met as values of inline tables, readable
 * or not. That keeps reading linear on broken files, where each line inside an unreadable value is tried again
 * as a statement of its own.
 */
export class ValueReader {
  readonly #text: string;
  readonly #ofEntries = new Map<number, ValueNode | undefined>();

  constructor(text: string) {
    this.#text = text;
  }

  /** The value that starts exactly at `at`, or undefined where no complete value stands. */
  read(at: number, depth = 0): ValueNode | undefined {
    const text = this.#text;
    const code = text.charCodeAt(at);
    if (code === QUOTE || code === APOSTROPHE) {
      const isBlock = isTripled(text, at, code);
      const end = isBlock ? endOfBlockString(text, at, code) : endOfLineString(text, at, code);
      return end < 0 ? undefined : { kind: "string", start: at, end };
    }
    if (code !== OPEN_BRACKET && code !== OPEN_BRACE) return this.#readScalar(at);
    if (this.#ofEntries.has(at)) return this.#ofEntries.get(at);
    if (depth >= MAX_DEPTH) return undefined;
    return code === OPEN_BRACKET ? this.#readArray(at, depth) : this.#readInlineTable(at, depth);
  }

  #readScalar(at: number): ValueNode | undefined {
    const text = this.#text;
    let end = at;
    while (isScalarCode(text.charCodeAt(end))) end += 1;
    if (end === at) return undefined;
    // A date and a time may be parted by one space: 1979-05-27 07:32:00.
    if (text.charCodeAt(end) === SPACE && /^\d{4}-\d{2}-\d{2}$/.test(text.slice(at, end))) {
      const time = /^ \d{2}:\d{2}[0-9A-Za-z:.+-]*/.exec(text.slice(end, end + 40));
      if (time) end += time[0].length;
    }
    return { kind: "scalar", start: at, end };
  }

  #readArray(at: number, depth: number): ValueNode | undefined {
    const items: ValueNode[] = [];
    let position = this.#skipTrivia(at + 1);
    for (;;) {
      if (this.#text.charCodeAt(position) === CLOSE_BRACKET)
        return { kind: "array", start: at, end: position + 1, items };
      const item = this.read(position, depth + 1);
      if (!item) return undefined;
      items.push(item);
      position = this.#skipTrivia(item.end);
      if (this.#text.charCodeAt(position) === COMMA) position = this.#skipTrivia(position + 1);
      else if (this.#text.charCodeAt(position) !== CLOSE_BRACKET) return undefined;
    }
  }

  /** Line breaks, comments and a trailing comma are allowed, as in TOML 1.1, which Codex accepts. */
  #readInlineTable(at: number, depth: number): ValueNode | undefined {
    const entries: InlineEntry[] = [];
    let position = this.#skipTrivia(at + 1);
    for (;;) {
      if (this.#text.charCodeAt(position) === CLOSE_BRACE)
        return { kind: "inlineTable", start: at, end: position + 1, entries };
      const key = readKey(this.#text, position);
      if (!key) return undefined;
      const equals = skipBlanks(this.#text, key.end);
      if (this.#text.charCodeAt(equals) !== EQUALS) return undefined;
      const valueAt = skipBlanks(this.#text, equals + 1);
      const value = this.read(valueAt, depth + 1);
      if (value?.kind !== "string" && value?.kind !== "scalar") this.#ofEntries.set(valueAt, value);
      if (!value) return undefined;
      entries.push({ path: key.path, value, start: position, end: value.end });
      position = this.#skipTrivia(value.end);
      if (this.#text.charCodeAt(position) === COMMA) position = this.#skipTrivia(position + 1);
      else if (this.#text.charCodeAt(position) !== CLOSE_BRACE) return undefined;
    }
  }

  #skipTrivia(at: number): number {
    let position = at;
    for (;;) {
      const code = this.#text.charCodeAt(position);
      if (code === SPACE || code === TAB || code === LF || code === CR) position += 1;
      else if (code === HASH) position = endOfLine(this.#text, position);
      else return position;
    }
  }
}

/** Whether two values as written are the same text, or two spellings of the same string. */
export function isSameLiteral(a: string, b: string): boolean {
  if (a === b) return true;
  const [first, second] = [wholeString(a), wholeString(b)];
  return first !== undefined && first === second;
}

function wholeString(literal: string): string | undefined {
  const value = new ValueReader(literal).read(0);
  return value?.end === literal.length ? stringValue(literal, value) : undefined;
}
