import { AppError } from "../errors.ts";
import type { Intent } from "./edit.ts";
import { isTable, parseToml, type TomlTable, tryParseToml } from "./parse.ts";
import { ACTIVE_KEY, PROVIDERS_KEY, startsWithPath } from "./providers.ts";
import { absolutePath, type Statement, scan } from "./scan.ts";

/**
 * Proves that an edit did what was asked and nothing else: the new text is valid TOML, every intent took
 * effect, and outside the paths the intents name the parsed documents are equal. The proof rests on smol-toml,
 * not on the scanner that made the edit.
 *
 * @throws AppError `CONFIG_UNREADABLE` when the new text is not valid TOML, `EDIT_NOT_PROVEN` otherwise.
 */
export function verify(before: string, after: string, intents: readonly Intent[]): void {
  const parsedAfter = parseToml(after);
  for (const intent of intents) {
    if (!hasTakenEffect(parsedAfter, intent)) refuse(intent.kind);
  }
  const allowed = intents.flatMap(allowedPaths);
  const parsed = parseForComparison(before, after, parsedAfter);
  const changed = parsed
    ? firstChange(parsed.before, parsed.after, [], allowed)
    : firstStatementChange(before, after, allowed);
  if (changed) refuse(changed.join("."));
}

function refuse(place: string): never {
  throw new AppError("EDIT_NOT_PROVEN", { place });
}

function hasTakenEffect(after: TomlTable, intent: Intent): boolean {
  const providers = after[PROVIDERS_KEY];
  switch (intent.kind) {
    case "setActive":
      return after[ACTIVE_KEY] === intent.providerId;
    case "upsertProvider": {
      const wanted = parseToml(intent.tableText)[PROVIDERS_KEY];
      const provider = isTable(providers) ? providers[intent.providerId] : undefined;
      return isTable(wanted) && includesTable(provider, wanted[intent.providerId]);
    }
    case "removeProvider":
      return !(isTable(providers) && intent.providerId in providers);
    case "setRootKey":
      return intent.key in after;
    case "moveToRoot":
      return (intent.statement.entry.path[0] ?? "") in after;
    case "commentOut":
      return true;
  }
}

function includesTable(actual: unknown, wanted: unknown): boolean {
  if (!isTable(wanted)) return isEqual(actual, wanted);
  return (
    isTable(actual) &&
    Object.entries(wanted).every(([key, value]) => includesTable(actual[key], value))
  );
}

function allowedPaths(intent: Intent): (readonly string[])[] {
  switch (intent.kind) {
    case "setActive":
      return [[ACTIVE_KEY]];
    case "upsertProvider":
    case "removeProvider":
      return [[PROVIDERS_KEY, intent.providerId]];
    case "setRootKey":
      return [[intent.key]];
    case "commentOut":
      return pathsOf(intent.statement);
    case "moveToRoot":
      return [...pathsOf(intent.statement), intent.statement.entry.path];
  }
}

function pathsOf(statement: Statement): (readonly string[])[] {
  if (statement.kind === "header") return [statement.path];
  return statement.kind === "keyValue" ? [absolutePath(statement)] : [];
}

/** Both documents parsed as far as they can differ; undefined when the text before the edit was no valid TOML. */
function parseForComparison(
  before: string,
  after: string,
  parsedAfter: TomlTable,
): { before: TomlTable; after: TomlTable } | undefined {
  const heads = withoutSharedTail(before, after).map(tryParseToml);
  if (heads[0] && heads[1]) return { before: heads[0], after: heads[1] };
  const parsedBefore = tryParseToml(before);
  return parsedBefore && { before: parsedBefore, after: parsedAfter };
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

/** The first path, outside the allowed ones, at which two parsed documents differ. */
function firstChange(
  before: unknown,
  after: unknown,
  path: readonly string[],
  allowed: readonly (readonly string[])[],
): readonly string[] | undefined {
  if (allowed.some((prefix) => startsWithPath(path, prefix))) return undefined;
  const leadsToAllowed = allowed.some((prefix) => startsWithPath(prefix, path));
  if (isTable(before) && isTable(after)) return firstChangeInTable(before, after, path, allowed);
  // A table on the way to an allowed path may come into being or go with its last entry.
  if (leadsToAllowed && isTable(before ?? after) && (before === undefined || after === undefined))
    return firstChangeInTable(tableOrEmpty(before), tableOrEmpty(after), path, allowed);
  return isEqual(before, after) ? undefined : path;
}

function tableOrEmpty(value: unknown): TomlTable {
  return isTable(value) ? value : {};
}

function firstChangeInTable(
  before: TomlTable,
  after: TomlTable,
  path: readonly string[],
  allowed: readonly (readonly string[])[],
): readonly string[] | undefined {
  for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const changed = firstChange(before[key], after[key], [...path, key], allowed);
    if (changed) return changed;
  }
  return undefined;
}

function isEqual(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((item, index) => isEqual(item, b[index]));
  if (a instanceof Date && b instanceof Date) return String(a) === String(b);
  if (!isTable(a) || !isTable(b)) return false;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => key in b && isEqual(a[key], b[key]))
  );
}

/** For a text that no parser accepts: compares the statements outside the allowed paths, in order. */
function firstStatementChange(
  before: string,
  after: string,
  allowed: readonly (readonly string[])[],
): readonly string[] | undefined {
  const kept = statementsOutside(before, allowed);
  const found = statementsOutside(after, allowed);
  const index = kept.findIndex((statement, at) => statement.text !== found[at]?.text);
  if (index >= 0) return kept[index]?.path;
  return found[kept.length]?.path;
}

function statementsOutside(
  text: string,
  allowed: readonly (readonly string[])[],
): { path: readonly string[]; text: string }[] {
  return scan(text).statements.flatMap((statement) => {
    const [path] = pathsOf(statement);
    if (statement.kind === "blank" || statement.kind === "comment") return [];
    if (path && allowed.some((prefix) => startsWithPath(path, prefix))) return [];
    const { start, end } = statement;
    return [{ path: path ?? ["?"], text: text.slice(start, end).trim() }];
  });
}
