/** A stretch of a text in UTF-16 code units; `end` is exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** One key with its value inside an inline table; the span runs from the key to the end of the value. */
export interface InlineEntry extends Span {
  readonly path: readonly string[];
  readonly value: ValueNode;
}

/** An inline table, `{ key = value }`. */
export interface InlineTable extends Span {
  readonly kind: "inlineTable";
  readonly entries: readonly InlineEntry[];
}

/** An array, `[value, value]`. */
export interface ArrayValue extends Span {
  readonly kind: "array";
  readonly items: readonly ValueNode[];
}

/** A string in any form, or a number, boolean or date (`scalar`). */
export interface SimpleValue extends Span {
  readonly kind: "string" | "scalar";
}

/** A TOML value with the exact place it stands at. Strings stay encoded until {@link stringValue} is asked. */
export type ValueNode = SimpleValue | ArrayValue | InlineTable;

const simpleEscapes: Readonly<Record<string, string>> = {
  b: "\b",
  t: "\t",
  n: "\n",
  f: "\f",
  r: "\r",
  e: "\u001b",
  '"': '"',
  "\\": "\\",
};

const escapePattern =
  /\\(?:([btnfre"\\])|x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([ \t]*\r?\n[ \t\r\n]*)|([\s\S]?))/g;

function decodeEscapes(body: string): string | undefined {
  if (!body.includes("\\")) return body;
  let isValid = true;
  const decoded = body.replace(
    escapePattern,
    (_match, simple?: string, x?: string, u?: string, long?: string, lineEnd?: string) => {
      if (simple !== undefined) return simpleEscapes[simple] ?? "";
      if (lineEnd !== undefined) return "";
      const codePoint = Number.parseInt(x ?? u ?? long ?? "", 16);
      if (codePoint <= 0x10ffff && !(codePoint >= 0xd800 && codePoint <= 0xdfff))
        return String.fromCodePoint(codePoint);
      isValid = false;
      return "";
    },
  );
  return isValid ? decoded : undefined;
}

/** The text that a complete string literal (any of TOML's four forms) stands for; undefined for a bad escape. */
export function decodeString(literal: string): string | undefined {
  const isBlock = literal.length >= 6 && (literal.startsWith('"""') || literal.startsWith("'''"));
  const fence = isBlock ? 3 : 1;
  let body = literal.slice(fence, -fence);
  if (isBlock) body = body.replace(/^\r?\n/, "");
  return literal.startsWith('"') ? decodeEscapes(body) : body;
}

/** The decoded text of a string value, or undefined when the value is not a readable string. */
export function stringValue(text: string, value: ValueNode): string | undefined {
  return value.kind === "string" ? decodeString(text.slice(value.start, value.end)) : undefined;
}

/** Writes a string as TOML: as a literal where asked for and possible, else as a basic string. */
export function encodeString(value: string, preferLiteral = false): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: TOML forbids exactly these in a literal string
  if (preferLiteral && !/['\u0000-\u0008\u000a-\u001f\u007f]/.test(value)) return `'${value}'`;
  return JSON.stringify(value).replaceAll("\u007f", "\\u007f");
}

/** Writes one key part as TOML: bare where possible, else quoted. */
export function encodeKey(part: string): string {
  return /^[A-Za-z0-9_-]+$/.test(part) ? part : encodeString(part);
}
