import { commentMark } from "./comments.ts";
import { maskOf } from "./mask.ts";
import type { Splice } from "./splice.ts";
import { decodeString, type SimpleValue, type Span, stringValue } from "./value.ts";

/** A part of a file, or of its comments with their marks blanked out; all offsets stay. */
export interface SourcePart {
  readonly source: string;
  /** Where the part starts in the file, in UTF-16 code units. */
  readonly base: number;
  readonly isComment: boolean;
}

/** Where quoted texts are looked for in a secret; unlike a line of a file, a secret is short. */
const MAX_QUOTING = 2000;

/** Collects what is hidden of a file, and what it was. */
export class MaskedStretches {
  readonly splices: Splice[] = [];
  /** Every secret, as written and as meant. */
  readonly spellings = new Set<string>();
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  /** Hides a whole value, quotes and all. */
  hideLiteral(part: SourcePart, value: SimpleValue): void {
    const written = part.source.slice(value.start, value.end);
    const meant = stringValue(part.source, value) ?? written;
    this.remember(meant);
    this.hide(part, value, `"${maskOf(meant)}"`);
  }

  /** Hides a stretch; its line breaks and comment marks stay, so that line numbers stay true. */
  hide(part: SourcePart, span: Span, shown?: string): void {
    if (span.end <= span.start) return;
    const [start, end] = [part.base + span.start, part.base + span.end];
    const secret = part.source.slice(span.start, span.end);
    const [first = "", ...others] = this.#text.slice(start, end).split("\n");
    const lines = others.map((line) => {
      const mark = part.isComment ? commentMark(line).trimEnd() : "";
      return mark + (line.endsWith("\r") ? "\r" : "");
    });
    const mask = (shown ?? maskOf(secret)) + (first.endsWith("\r") ? "\r" : "");
    this.splices.push({ start, end, text: [mask, ...lines].join("\n") });
    this.remember(secret);
  }

  /** Keeps a secret together with its lines and what is quoted in it, as others may show only a part. */
  remember(secret: string): void {
    const quoted = [...secret.slice(0, MAX_QUOTING).matchAll(/"(?:[^"\\]|\\.)*"|'[^']*'/g)].map(
      ([literal]) => decodeString(literal) ?? literal,
    );
    const fenced = secret.split(/"""|'''/);
    for (const spelling of [secret, ...secret.split("\n"), ...fenced, ...quoted]) {
      const bare = spelling.trim();
      this.spellings.add(bare);
      this.spellings.add(bare.replace(/^["']/, "").replace(/["']$/, ""));
    }
  }
}
