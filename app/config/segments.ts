import { isProviderHeader, type LineMeaning, meaningOf, scanPasted } from "./pastedText.ts";
import { ACTIVE_KEY, PROVIDERS_KEY, samePath } from "./providers.ts";
import { absolutePath, type HeaderStatement, type Statement } from "./scan.ts";

/** One TOML document within a text: several blocks in a row, as a web page shows them, are one document each. */
export interface Segment {
  /** The document; lines of prose are left empty in it, so that positions stay true. */
  readonly text: string;
  /** How many lines of the source stand above it. */
  readonly linesAbove: number;
}

/** What a text holds that could be a block or a part of one. */
export interface Segments {
  readonly segments: readonly Segment[];
  /** The lines that are neither TOML nor a broken part of a block. */
  readonly prose: readonly string[];
  /** Whether a provider's table stands above the first such line, so that the text is TOML first of all. */
  readonly startsAsToml: boolean;
}

interface Draft {
  text: string;
  isRelevant: boolean;
  hasActive: boolean;
  readonly linesAbove: number;
  readonly headers: Set<string>;
}

/** Splits a text into the TOML documents in it that have something to say about providers. */
export function findSegments(source: string): Segments {
  const { text, statements } = scanPasted(source);
  const prose: string[] = [];
  const drafts: Draft[] = [];
  let draft = newDraft(0);
  let header: HeaderStatement | undefined;
  let line = 0;
  let startsAsToml = false;
  for (const statement of statements) {
    const content = text.slice(statement.start, statement.end);
    if (startsDocument(statement, draft, header)) {
      drafts.push(draft);
      draft = newDraft(line);
      header = undefined;
    }
    if (statement.kind === "header") header = statement;
    line += countLines(content);
    const meaning: LineMeaning =
      statement.kind === "garbage"
        ? meaningOf(text, statement, isProviderHeader(header?.path))
        : "key";
    if (meaning === "prose") {
      prose.push(content);
      draft.text += "\n";
      continue;
    }
    draft.text += content;
    draft.isRelevant ||= meaning === "block";
    note(draft, statement, header);
    startsAsToml ||= draft.isRelevant && prose.length === 0 && isProviderHeader(header?.path);
  }
  drafts.push(draft);
  return { segments: drafts.filter(({ isRelevant }) => isRelevant), prose, startsAsToml };
}

function newDraft(linesAbove: number): Draft {
  return { text: "", isRelevant: false, hasActive: false, linesAbove, headers: new Set() };
}

/** A second `model_provider`, one below a provider's table, or a table for the second time: the next block. */
function startsDocument(
  statement: Statement,
  draft: Draft,
  header: HeaderStatement | undefined,
): boolean {
  if (statement.kind === "keyValue")
    return (
      samePath(statement.entry.path, [ACTIVE_KEY]) &&
      (header ? isProviderHeader(header.path) : draft.hasActive)
    );
  return (
    statement.kind === "header" &&
    isProviderHeader(statement.path) &&
    draft.headers.has(JSON.stringify(statement.path))
  );
}

function note(draft: Draft, statement: Statement, header: HeaderStatement | undefined): void {
  if (statement.kind === "header" && isProviderHeader(statement.path)) {
    draft.isRelevant = true;
    draft.headers.add(JSON.stringify(statement.path));
  }
  if (statement.kind !== "keyValue") return;
  const [first] = absolutePath(statement);
  if (first === PROVIDERS_KEY) draft.isRelevant = true;
  if (first === ACTIVE_KEY && !header) {
    draft.isRelevant = true;
    draft.hasActive = true;
  }
}

function countLines(content: string): number {
  let lines = 0;
  for (let at = content.indexOf("\n"); at >= 0; at = content.indexOf("\n", at + 1)) lines += 1;
  return lines;
}
