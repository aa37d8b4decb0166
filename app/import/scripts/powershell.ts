import type { Span } from "../../config/value.ts";
import { isApostrophe } from "./quoting.ts";
import type { Expression, Template } from "./template.ts";

/** A quoted text of a PowerShell script. */
export interface PowerShellString extends Span {
  readonly text: Template;
  readonly isHereString: boolean;
}

/** The next string in a script, or undefined where none starts at the given place. */
export type StringReader = (at: number) => PowerShellString | undefined;

const hereOpening = /@(['"])[ \t]*\r?\n/y;
const name = /\$(?:\{([^{}\n]+)\}|((?:[A-Za-z]\w*:)?\w+))/y;
const plainText = /[^"`$]+/y;
const scope = /^(?:script|global|local|private|variable):/i;

const escapes: Readonly<Record<string, string>> = {
  "0": "\0",
  a: "\u0007",
  b: "\b",
  e: "\u001b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
};

/** A variable's name without the scopes that all lead to the script's own variables. */
export function variableName(written: string): string {
  return written.replace(scope, "");
}

/** Prepares to read the strings of a script, in time linear in its length. */
export function stringReader(script: string): StringReader {
  const closings = hereClosings(script);
  let isOpenForGood = false;
  const readSingle: StringReader = (at) => {
    if (isOpenForGood || isApostrophe(script, at)) return undefined;
    let end = at + 1;
    for (;;) {
      end = script.indexOf("'", end);
      if (end < 0) {
        isOpenForGood = true;
        return undefined;
      }
      if (script[end + 1] !== "'") break;
      end += 2;
    }
    const text = script.slice(at + 1, end).replaceAll("''", "'");
    return { text: [text], isHereString: false, start: at, end: end + 1 };
  };
  return (at) => {
    const char = script[at];
    if (char === "'") return readSingle(at);
    if (char === '"') {
      const { text, end } = expandable(script, at + 1, script.length, true);
      return { text, isHereString: false, start: at, end };
    }
    hereOpening.lastIndex = at;
    const opening = char === "@" ? hereOpening.exec(script) : null;
    if (!opening) return undefined;
    const [whole, quote = ""] = opening;
    const from = at + whole.length;
    const closing = closings(quote, from);
    if (!closing) return undefined;
    const text =
      quote === "'"
        ? [script.slice(from, closing.start)]
        : expandable(script, from, closing.start, false).text;
    return { text, isHereString: true, start: at, end: closing.end };
  };
}

/** Finds where a here-string ends: at a line that starts with its quote and `@`, indented where none is not. */
function hereClosings(script: string): (quote: string, from: number) => Span | undefined {
  const found: Record<string, { exact: Span[]; indented: Span[] }> = {
    "'": { exact: [], indented: [] },
    '"': { exact: [], indented: [] },
  };
  for (const match of script.matchAll(/\n([ \t]*)(['"])@/g)) {
    const [whole, indent = "", quote = ""] = match;
    const lineBreak = script[match.index - 1] === "\r" ? match.index - 1 : match.index;
    const closing = { start: lineBreak, end: match.index + whole.length };
    found[quote]?.indented.push(closing);
    if (indent === "") found[quote]?.exact.push(closing);
  }
  const next = { "'": [0, 0], '"': [0, 0] } as Record<string, [number, number]>;
  // Scripts are read from start to end, so that the search goes on where the last one stopped. An empty
  // here-string closes on the line break that opens it, hence the one character less.
  return (quote, from) => {
    const lists = found[quote];
    const positions = next[quote];
    if (!lists || !positions) return undefined;
    const advance = (spans: readonly Span[], index: 0 | 1): Span | undefined => {
      while ((spans[positions[index]]?.end ?? Infinity) <= from + 1) positions[index] += 1;
      return spans[positions[index]];
    };
    const exact = advance(lists.exact, 0);
    const closing = exact ?? advance(lists.indented, 1);
    return closing && { start: Math.max(closing.start, from), end: closing.end };
  };
}

/** Reads an expandable text up to its closing quote, or to `limit` in a here-string. */
function expandable(
  script: string,
  from: number,
  limit: number,
  isQuoted: boolean,
): { readonly text: Template; readonly end: number } {
  const text: (string | Expression)[] = [];
  let literal = "";
  let at = from;
  const put = (expression: Expression): void => {
    text.push(literal, expression);
    literal = "";
  };
  while (at < limit) {
    plainText.lastIndex = at;
    const run = plainText.exec(script)?.[0].slice(0, limit - at);
    const char = script[at];
    if (run) {
      literal += run;
      at += run.length;
    } else if (char === '"') {
      if (isQuoted && script[at + 1] !== '"') {
        at += 1;
        break;
      }
      literal += '"';
      at += isQuoted ? 2 : 1;
    } else if (char === "`") {
      const escaped = escapeAt(script, at + 1);
      literal += escaped.text;
      at = escaped.end;
    } else if (script[at + 1] === "(") {
      const end = endOfExpression(script, at + 1, limit);
      const word = /[A-Za-z_][\w-]*/.exec(script.slice(at + 2, Math.min(end, at + 66)))?.[0];
      put({ name: word ?? "expression", isVariable: false });
      at = end;
    } else {
      name.lastIndex = at;
      const match = name.exec(script);
      if (match) {
        put({ name: variableName(match[1] ?? match[2] ?? ""), isVariable: true });
        at += match[0].length;
      } else {
        literal += "$";
        at += 1;
      }
    }
  }
  if (literal !== "" || text.length === 0) text.push(literal);
  return { text: text.filter((part) => part !== "" || text.length === 1), end: at };
}

function escapeAt(script: string, at: number): { readonly text: string; readonly end: number } {
  const char = script[at] ?? "";
  const unicode = char === "u" ? /^u\{([0-9a-fA-F]{1,6})\}/.exec(script.slice(at, at + 9)) : null;
  const code = Number.parseInt(unicode?.[1] ?? "", 16);
  if (unicode && code <= 0x10ffff)
    return { text: String.fromCodePoint(code), end: at + unicode[0].length };
  return { text: escapes[char] ?? char, end: at + 1 };
}

/** The place after the `)` that closes the `(` at `at`. */
function endOfExpression(script: string, at: number, limit: number): number {
  let depth = 0;
  for (let position = at; position < limit; position += 1) {
    const char = script[position];
    if (char === "(") depth += 1;
    else if (char === ")") depth -= 1;
    if (depth === 0) return position + 1;
  }
  return limit;
}
