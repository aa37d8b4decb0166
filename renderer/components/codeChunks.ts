import { scan } from "../../app/config/scan.ts";

/** A piece of text that is drawn one way. */
export interface CodePart {
  readonly kind: "plain" | "header" | "comment";
  readonly text: string;
  /** Within the whole text, in UTF-16 units. */
  readonly offset: number;
}

/** Lines that are laid out together. */
export interface CodeChunk {
  /** 1-based. */
  readonly firstLine: number;
  readonly lineCount: number;
  /** The line numbers, one per line. */
  readonly numbers: string;
  readonly parts: readonly CodePart[];
}

interface Chunks {
  readonly chunks: readonly CodeChunk[];
  /** The length of the longest line, in UTF-16 units. */
  readonly columns: number;
  /** The digits of the last line number. */
  readonly digits: number;
}

const LINES_PER_CHUNK = 200;

/** Cuts a TOML text into chunks of whole lines; each of the given lines (1-based) becomes a chunk of its own. */
export function chunksOf(text: string, singled: readonly (number | undefined)[]): Chunks {
  const starts = lineStarts(text);
  const lineTotal = starts.length;
  const ends = new Set([lineTotal]);
  for (let line = LINES_PER_CHUNK; line < lineTotal; line += LINES_PER_CHUNK) ends.add(line);
  for (const line of singled) {
    if (line === undefined || line < 1 || line > lineTotal) continue;
    ends.add(line);
    if (line > 1) ends.add(line - 1);
  }
  const parts = partsOf(text);
  const chunks: CodeChunk[] = [];
  let part = 0;
  let first = 1;
  for (const last of [...ends].sort((a, b) => a - b)) {
    const end = starts[last] ?? text.length;
    const own: CodePart[] = [];
    for (let at = starts[first - 1] ?? 0; at < end; ) {
      const whole = parts[part];
      if (!whole) break;
      const stop = Math.min(end, whole.offset + whole.text.length);
      own.push({ kind: whole.kind, offset: at, text: text.slice(at, stop) });
      at = stop;
      if (stop === whole.offset + whole.text.length) part += 1;
    }
    const lineCount = last - first + 1;
    const numbers = Array.from({ length: lineCount }, (_, index) => first + index).join("\n");
    chunks.push({ firstLine: first, lineCount, numbers, parts: own });
    first = last + 1;
  }
  return { chunks, columns: longestLine(starts, text.length), digits: `${lineTotal}`.length };
}

/** The text as runs of one kind; what lies between headers and comments is plain. */
function partsOf(text: string): CodePart[] {
  const parts: CodePart[] = [];
  let done = 0;
  const add = (kind: CodePart["kind"], end: number): void => {
    if (end > done) parts.push({ kind, offset: done, text: text.slice(done, end) });
    done = Math.max(done, end);
  };
  for (const { kind, start, end } of scan(text).statements) {
    if (kind !== "header" && kind !== "comment") continue;
    add("plain", start);
    add(kind, end);
  }
  add("plain", text.length);
  return parts;
}

/** The offsets at which lines begin; a line break at the very end begins no further line. */
function lineStarts(text: string): number[] {
  const starts = [0];
  for (
    let at = text.indexOf("\n");
    at !== -1 && at + 1 < text.length;
    at = text.indexOf("\n", at + 1)
  )
    starts.push(at + 1);
  return starts;
}

function longestLine(starts: readonly number[], length: number): number {
  let longest = 0;
  for (let line = 0; line < starts.length; line += 1)
    longest = Math.max(longest, (starts[line + 1] ?? length) - (starts[line] ?? 0));
  return longest;
}
