import type { Span } from "../config/value.ts";
import type { KeyKind } from "./keyKind.ts";

/** A place in a start file that puts a key into the environment; never the key. */
export interface Assignment extends Span {
  readonly name: string;
  readonly kind: KeyKind;
  /** 1-based; the last line differs from the first where the value has line breaks. */
  readonly line: number;
  readonly lastLine: number;
  /** Whether its lines hold nothing else, so that they can be commented out. */
  readonly standsAlone: boolean;
}

/** An assignment as a reader of one language finds it. */
export interface FoundAssignment extends Span {
  readonly name: string;
  readonly kind: KeyKind;
}

/** Adds to what was found, in the order of the text, the lines it fills and whether it fills them alone. */
export function withLines(text: string, found: readonly FoundAssignment[]): Assignment[] {
  const lineOf = lineCounter(text);
  return found.map((one) => {
    const standsAlone = isAtLineStart(text, one.start) && isAtLineEnd(text, one.end);
    return { ...one, line: lineOf(one.start), lastLine: lineOf(one.end), standsAlone };
  });
}

function isAtLineStart(text: string, offset: number): boolean {
  let at = offset - 1;
  while (at >= 0 && (text[at] === " " || text[at] === "\t")) at -= 1;
  return at < 0 || text[at] === "\n" || (at === 0 && text[at] === "\ufeff");
}

function isAtLineEnd(text: string, offset: number): boolean {
  const rest = /[ \t]*;?[ \t]*(?:#.*)?\r?(?:\n|$)/y;
  rest.lastIndex = offset;
  return rest.test(text);
}

/** Counts lines from where it last was, which keeps a file with many findings linear. */
function lineCounter(text: string): (offset: number) => number {
  let line = 1;
  let lineEnd = text.indexOf("\n");
  let last = 0;
  return (offset) => {
    if (offset < last) throw new RangeError("places are asked for in their order");
    last = offset;
    while (lineEnd >= 0 && lineEnd < offset) {
      line += 1;
      lineEnd = text.indexOf("\n", lineEnd + 1);
    }
    return line;
  };
}
