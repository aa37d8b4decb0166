import { AppError } from "../errors.ts";
import { allowedPaths, hasTakenEffect } from "./claims.ts";
import { firstChange } from "./compare.ts";
import type { Intent } from "./edit.ts";
import { parseToml, type TomlTable, tryParseToml } from "./parse.ts";
import { startsWithPath } from "./providers.ts";
import { absolutePath, type Scan, type Statement, scan } from "./scan.ts";
import { applySplices } from "./splice.ts";
import { withoutSettings } from "./withoutSettings.ts";

/**
 * Proves that an edit did what was asked and nothing else: the new text is valid TOML, every intent took
 * effect, and outside the paths the intents name the parsed documents are equal. The proof rests on smol-toml,
 * not on the scanner that made the edit. Intents that undo each other are refused.
 *
 * @throws AppError `CONFIG_UNREADABLE` when the file was no valid TOML and is none after the edit either,
 * `EDIT_NOT_PROVEN` in every other case.
 */
export function verify(before: string, after: string, intents: readonly Intent[]): void {
  const parsedAfter = parseAfter(before, after);
  const texts = { before, after, parsedAfter };
  for (const intent of intents) {
    if (!hasTakenEffect(texts, intent)) refuse(intent.kind);
  }
  const allowed = intents.flatMap((intent) => allowedPaths(texts, intent));
  const expected = withoutLines(before, intents);
  const pair =
    parseHeads(expected, after) ??
    parseWhole(expected, parsedAfter) ??
    parseRest(expected, after, allowed);
  const changed = firstChange(pair.before, pair.after, allowed);
  if (changed) refuse(changed.join("."));
}

function refuse(place: string): never {
  throw new AppError("EDIT_NOT_PROVEN", { place });
}

/** A file that was whole must stay whole; one that was broken is reported with what is still wrong. */
function parseAfter(before: string, after: string): TomlTable {
  const parsed = tryParseToml(after);
  if (parsed) return parsed;
  if (tryParseToml(before)) refuse("syntax");
  return reportFault(before, after);
}

/**
 * Reports what the edit would leave broken, with its line in the file as it is. Where the edit itself stands on
 * that line, the first fault of the file is reported instead.
 */
function reportFault(before: string, after: string): never {
  try {
    parseToml(after);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const { line } = error.detail;
    const lines = after.split("\n");
    const rest = lines.slice(Number(line) - 1).join("\n");
    if (before.endsWith(`\n${rest}`)) {
      const moved = before.split("\n").length - lines.length;
      throw new AppError(error.code, { ...error.detail, line: Number(line) + moved });
    }
  }
  parseToml(before);
  return refuse("syntax");
}

/** The text before, without the statements that the intents comment out, take out or move. */
function withoutLines(before: string, intents: readonly Intent[]): string {
  const statements = intents.flatMap((intent) => ("statement" in intent ? [intent.statement] : []));
  return statements.length === 0 ? before : withoutSettings(before, statements);
}

function withoutStatements(scanned: Scan, gone: readonly Statement[]): string {
  return applySplices(
    scanned.text,
    gone.map(({ start, end }) => ({ start, end, text: "" })),
  );
}

interface DocumentPair {
  readonly before: TomlTable;
  readonly after: TomlTable;
}

function parseHeads(before: string, after: string): DocumentPair | undefined {
  const heads = withoutSharedTail(before, after).map((text) => tryParseToml(text));
  return heads[0] && heads[1] && { before: heads[0], after: heads[1] };
}

function parseWhole(before: string, parsedAfter: TomlTable): DocumentPair | undefined {
  const parsedBefore = tryParseToml(before);
  return parsedBefore && { before: parsedBefore, after: parsedAfter };
}

/**
 * For a text that no parser accepts before the edit. As one does after it, what was wrong stood in the places
 * the intents name: both texts are compared without these.
 */
function parseRest(
  before: string,
  after: string,
  allowed: readonly (readonly string[])[],
): DocumentPair {
  const [rest, restAfter] = [before, after].map((text) =>
    tryParseToml(withoutPaths(text, allowed)),
  );
  return rest && restAfter ? { before: rest, after: restAfter } : refuse("before");
}

function withoutPaths(text: string, allowed: readonly (readonly string[])[]): string {
  const scanned = scan(text);
  const isAllowed = (path: readonly string[]) =>
    allowed.some((prefix) => startsWithPath(path, prefix));
  let isBelowAllowed = false;
  const gone = scanned.statements.filter((statement) => {
    if (statement.kind === "header") isBelowAllowed = isAllowed(statement.path);
    if (statement.kind !== "keyValue") return isBelowAllowed;
    return isBelowAllowed || isAllowed(absolutePath(statement));
  });
  return withoutStatements(scanned, gone);
}

/**
 * Cuts off a tail that both texts share, from a table header on. What stands in such a tail means the same in
 * both, provided the head before it is a complete document of its own; the caller sees that when it parses
 * the heads. On a large file this saves most of the parsing.
 */
function withoutSharedTail(before: string, after: string): [string, string] {
  const shorter = Math.min(before.length, after.length);
  let prefix = 0;
  while (prefix < shorter && before.charCodeAt(prefix) === after.charCodeAt(prefix)) prefix += 1;
  let suffix = 0;
  while (
    suffix < shorter - prefix &&
    before.charCodeAt(before.length - 1 - suffix) === after.charCodeAt(after.length - 1 - suffix)
  )
    suffix += 1;
  const header = /\n\[[A-Za-z]/g;
  header.lastIndex = before.length - suffix;
  const cut = header.exec(before);
  if (!cut) return [before, after];
  const tail = before.length - cut.index - 1;
  return [before.slice(0, before.length - tail), after.slice(0, after.length - tail)];
}
