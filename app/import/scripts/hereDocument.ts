import type { Span } from "../../config/value.ts";
import type { ShellCommand } from "./shellState.ts";

/** A `<<` or `<<-` whose text starts below the line it stands in. */
export interface HereDocument {
  readonly command: ShellCommand;
  readonly delimiter: string;
  /** A quoted delimiter keeps `$` and backslashes in the text as they are. */
  readonly isQuoted: boolean;
  /** `<<-` drops the tabs at the start of each line. */
  readonly dropsTabs: boolean;
}

const operatorPattern = /<<(-?)[ \t]*((?:'[^'\n]*'|"[^"\n]*"|\\[^\n]|[^\s'"\\<>|;&()$`])+)/y;

/** Reads the operator at `at`, which is where a `<<` stands; undefined where no delimiter follows. */
export function readHereOperator(
  text: string,
  at: number,
  command: ShellCommand,
): { readonly document: HereDocument; readonly end: number } | undefined {
  operatorPattern.lastIndex = at;
  const match = operatorPattern.exec(text);
  if (!match) return undefined;
  const [whole, dash, word = ""] = match;
  const document = {
    command,
    delimiter: word.replace(/\\(.)|['"]/g, "$1"),
    isQuoted: /['"\\]/.test(word),
    dropsTabs: dash === "-",
  };
  return { document, end: at + whole.length };
}

/** Finds lines by what stands in them, so that thousands of here-documents cost one walk through the text. */
export class LineIndex {
  readonly #text: string;
  readonly #exact = new Map<string, number[]>();
  readonly #trimmed = new Map<string, number[]>();

  constructor(text: string) {
    this.#text = text;
    for (let start = 0; start <= text.length; ) {
      const end = this.#endOf(start);
      const line = text.slice(start, end).replace(/\r$/, "");
      note(this.#exact, line, start);
      note(this.#trimmed, line.trim(), start);
      start = end + 1;
    }
  }

  /**
   * The lines of a here-document that starts at `from`, and where the script goes on below it; undefined when
   * the delimiter never comes. A script copied with its indentation has an indented delimiter too.
   */
  find(document: HereDocument, from: number): { body: Span; next: number } | undefined {
    const { delimiter, dropsTabs } = document;
    const exact = dropsTabs ? undefined : firstFrom(this.#exact.get(delimiter), from);
    const start = exact ?? firstFrom(this.#trimmed.get(delimiter), from);
    if (start === undefined) return undefined;
    return { body: { start: from, end: start }, next: this.#endOf(start) };
  }

  #endOf(start: number): number {
    const end = this.#text.indexOf("\n", start);
    return end < 0 ? this.#text.length : end;
  }
}

function note(index: Map<string, number[]>, line: string, start: number): void {
  const starts = index.get(line);
  if (starts) starts.push(start);
  else index.set(line, [start]);
}

/** The first of the ascending numbers that is not below `from`. */
function firstFrom(numbers: readonly number[] | undefined, from: number): number | undefined {
  if (!numbers) return undefined;
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((numbers[middle] ?? 0) < from) low = middle + 1;
    else high = middle;
  }
  return numbers[low];
}
