import { AppError } from "../errors.ts";
import { batchPieces } from "../import/scripts/batchPieces.ts";
import { powershellPieces } from "../import/scripts/powershellPieces.ts";
import { type ScriptLanguage, scriptLanguages } from "../import/scripts/scriptLanguage.ts";
import { shellPieces } from "../import/scripts/shellPieces.ts";
import { Filler, type Piece, type ScriptReading } from "../import/scripts/template.ts";
import { decodeBase64 } from "./decodeBase64.ts";
import { decodeText } from "./decodeText.ts";
import { fencedTexts } from "./fencedTexts.ts";
import { type Fragment, readFragment } from "./fragment.ts";
import { findSegments, type Segments } from "./segments.ts";
import type { Span } from "./value.ts";

/** A fragment and the outermost format it came in. */
export interface Found {
  readonly fragment: Fragment;
  readonly format: "toml" | ScriptLanguage;
}

const readers: Readonly<Record<ScriptLanguage, (text: string) => ScriptReading>> = {
  shell: shellPieces,
  powershell: powershellPieces,
  batch: batchPieces,
};

/** Scripts in base64 in scripts are followed this deep. */
const MAX_DEPTH = 5;

interface Source {
  readonly text: string;
  /** `whole`: what the user gave, with prose and fences around it; the others come out of a script. */
  readonly kind: "whole" | Piece["kind"];
  readonly linesAbove: number;
  readonly depth: number;
}

const longWord = /[\w+/-]{24}/;

/** Looks for blocks in a text, in the order in which the ways to read it are likely. */
export class BlockSearch {
  readonly #filler = new Filler();
  /** The first reason for which something that looked like a block could not be read. */
  failure: AppError | undefined;

  /** Everything found in what the user gave; {@link failure} says what was there but could not be read. */
  search(text: string): readonly Found[] {
    return this.#search({ text, kind: "whole", linesAbove: 0, depth: 0 });
  }

  #search(source: Source): readonly Found[] {
    const { text, kind, depth } = source;
    const mentionsProvider = text.includes("model_provider");
    if (depth > MAX_DEPTH || !(mentionsProvider || this.#mayHide(text))) return [];
    const segments = mentionsProvider ? findSegments(text) : undefined;
    if (segments && segments.segments.length > 0 && this.#isToml(source, segments))
      return this.#read(source, segments);
    const decoded = this.#searchDecoded(source);
    if (decoded.length > 0) return decoded;
    if (kind === "whole" && !text.startsWith("#!")) {
      const fenced = this.#searchFences(source);
      if (fenced.length > 0 || this.failure) return fenced;
    }
    const languages = scriptLanguages(text);
    if (kind !== "whole" && languages.length === 0)
      return segments && kind === "lines" ? this.#read(source, segments) : [];
    if (segments?.startsAsToml && !text.startsWith("#!")) return this.#read(source, segments);
    return this.#searchScript(source, languages.length > 0 ? languages : ["shell"]);
  }

  /** Whether base64 could be in a text; what could not be filled in looks like it, but is none. */
  #mayHide(text: string): boolean {
    return longWord.test(text) && this.#filler.unfilledIn(text) === undefined;
  }

  /** Whether a text is TOML and nothing else, as far as its place in a script calls for that. */
  #isToml({ kind, text }: Source, { segments, prose }: Segments): boolean {
    if (prose.some((line) => this.#filler.unfilledIn(line) === undefined)) return false;
    return (
      kind !== "argument" ||
      (text.includes("\n") && segments.some(({ text }) => hasTable.test(text)))
    );
  }

  #read({ linesAbove }: Source, { segments, prose }: Segments): readonly Found[] {
    const found: Found[] = [];
    for (const segment of segments) {
      const placed = { ...segment, linesAbove: segment.linesAbove + linesAbove };
      this.#attempt(() => {
        found.push({ fragment: readFragment(placed, this.#filler), format: "toml" });
      });
    }
    // A line that running the script would have put there may hold what is missing elsewhere.
    const unfilled = this.#filler.unfilledIn(prose.join(""));
    if (unfilled !== undefined)
      this.failure ??= new AppError("BLOCK_NEEDS_EXECUTION", { expression: unfilled });
    return found;
  }

  #attempt(read: () => void): void {
    try {
      read();
    } catch (error) {
      if (!(error instanceof AppError) || error.code === "BLOCK_TOO_LARGE") throw error;
      this.failure ??= error;
    }
  }

  #searchDecoded({ text, depth }: Source): readonly Found[] {
    const bytes = decodeBase64(text);
    if (!bytes) return [];
    try {
      const source = {
        text: decodeText(bytes),
        kind: "whole",
        linesAbove: 0,
        depth: depth + 1,
      } as const;
      return this.#search(source);
    } catch (error) {
      if (error instanceof AppError && error.code === "BLOCK_NOT_UTF8") return [];
      throw error;
    }
  }

  #searchFences({ text, linesAbove, depth }: Source): readonly Found[] {
    return fencedTexts(text).flatMap((fenced) =>
      this.#search({
        text: fenced.text,
        kind: "whole",
        linesAbove: linesAbove + fenced.linesAbove,
        depth: depth + 1,
      }),
    );
  }

  #searchScript(source: Source, languages: readonly ScriptLanguage[]): readonly Found[] {
    const { text, kind } = source;
    let documents: readonly Span[] = [];
    for (const language of languages) {
      const reading = readers[language](text);
      const found = this.#searchPieces(source, reading, language);
      if (found.length > 0 || this.failure) return found;
      documents = documents.concat(reading.documents);
    }
    if (kind !== "whole") return [];
    const outside = findSegments(withoutSpans(text, documents));
    const isScript = text.startsWith("#!") || documents.length > 0;
    if (isScript && !outside.segments.some((segment) => hasTable.test(segment.text))) return [];
    return this.#read(source, outside);
  }

  #searchPieces(source: Source, reading: ScriptReading, format: ScriptLanguage): readonly Found[] {
    const found: Found[] = [];
    for (const piece of reading.pieces) {
      const text = this.#filler.fill(piece.text, reading.variables);
      if (text === source.text) continue;
      const inner = { text, kind: piece.kind, linesAbove: 0, depth: source.depth + 1 };
      if (piece.needs === undefined) {
        for (const { fragment } of this.#search(inner)) found.push({ fragment, format });
      } else if (this.#wouldFind(inner)) {
        this.failure ??= new AppError("BLOCK_NEEDS_EXECUTION", { expression: piece.needs });
      }
    }
    return found;
  }

  #wouldFind(source: Source): boolean {
    const { failure } = this;
    this.failure = undefined;
    const isThere = this.#search(source).length > 0 || this.failure !== undefined;
    this.failure = failure;
    return isThere;
  }
}

const hasTable = /model_providers[ \t]*["']?[ \t]*[.=\]]/;

/** The text with the lines of these spans emptied, so that positions stay true. */
function withoutSpans(text: string, spans: readonly Span[]): string {
  let result = "";
  let position = 0;
  for (const { start, end } of spans) {
    if (start < position) continue;
    result += text.slice(position, start) + text.slice(start, end).replace(/[^\n]/g, "");
    position = end;
  }
  return result + text.slice(position);
}
