import { CredentialChange } from "../provider/credentials.ts";
import { credentialKeys, LOGIN_KEY } from "../provider/schema.ts";
import { isEqual, valueAt } from "./compare.ts";
import type { Intent } from "./edit.ts";
import { isTable, type TomlTable, tryParseToml } from "./parse.ts";
import { ACTIVE_KEY, PROVIDERS_KEY, readProviders } from "./providers.ts";
import { scan } from "./scan.ts";
import { encodeKey } from "./value.ts";

/** The texts of an edit and the parsed document after it. */
export interface EditedTexts {
  readonly before: string;
  readonly after: string;
  readonly parsedAfter: TomlTable;
}

/** Whether the document after an edit shows what the intent asked for. */
export function hasTakenEffect(texts: EditedTexts, intent: Intent): boolean {
  const { before, parsedAfter } = texts;
  switch (intent.kind) {
    case "setActive":
      return parsedAfter[ACTIVE_KEY] === intent.providerId;
    case "upsertProvider":
      return hasProvider(texts, intent.providerId, intent.tableText);
    case "removeProvider":
      return valueAt(parsedAfter, [PROVIDERS_KEY, intent.providerId]) === undefined;
    case "removeField":
      return valueAt(parsedAfter, fieldPath(intent)) === undefined;
    case "setRootKey": {
      const line = `${encodeKey(intent.key)} = ${intent.valueText}`;
      const wanted = tryParseToml(line);
      return wanted !== undefined && isSameText(parsedAfter[intent.key], wanted[intent.key]);
    }
    case "moveToRoot": {
      const { path, start, end } = intent.statement.entry;
      const moved = valueAt(tryParseToml(before.slice(start, end)), path);
      return moved !== undefined && isEqual(valueAt(parsedAfter, path), moved);
    }
    case "commentOut":
    case "takeOut":
      // The texts are compared without the statement, so that it shows when it is still there.
      return true;
  }
}

/** The places at which an intent may make the parsed documents differ; each is checked by its effect. */
export function allowedPaths(texts: EditedTexts, intent: Intent): (readonly string[])[] {
  switch (intent.kind) {
    case "setActive":
      return [[ACTIVE_KEY]];
    case "upsertProvider":
      return providerPaths(texts, intent.providerId, intent.tableText);
    case "removeProvider":
      return [[PROVIDERS_KEY, intent.providerId]];
    case "removeField":
      return [fieldPath(intent)];
    case "setRootKey":
      return [[intent.key]];
    case "moveToRoot":
      return [intent.statement.entry.path];
    case "commentOut":
    case "takeOut":
      return [];
  }
}

function fieldPath({ providerId, path }: Extract<Intent, { kind: "removeField" }>) {
  return [PROVIDERS_KEY, providerId, ...path];
}

interface Leaf {
  readonly path: readonly string[];
  readonly value: unknown;
}

/** Everything a parsed table holds but tables, and the tables that hold nothing. */
function leavesOf(value: unknown, path: readonly string[]): Leaf[] {
  if (value === undefined) return [];
  const keys = isTable(value) ? Object.keys(value) : [];
  if (!isTable(value) || keys.length === 0) return [{ path, value }];
  return keys.flatMap((key) => leavesOf(value[key], [...path, key]));
}

function wantedLeaves(providerId: string, tableText: string): Leaf[] {
  const own = [PROVIDERS_KEY, providerId];
  return leavesOf(valueAt(tryParseToml(tableText), own), own);
}

/** Whether two values are equal; a string over several lines takes on the line breaks of the file. */
function isSameText(a: unknown, b: unknown): boolean {
  return isEqual(withPlainBreaks(a), withPlainBreaks(b));
}

function withPlainBreaks(value: unknown): unknown {
  if (typeof value === "string") return value.replaceAll("\r\n", "\n");
  return Array.isArray(value) ? value.map(withPlainBreaks) : value;
}

function hasProvider({ parsedAfter }: EditedTexts, providerId: string, tableText: string): boolean {
  const wanted = wantedLeaves(providerId, tableText);
  const own = [PROVIDERS_KEY, providerId];
  const change = new CredentialChange(
    providerId,
    wanted.map((leaf) => leaf.path),
  );
  const found = leavesOf(valueAt(parsedAfter, own), own);
  return (
    wanted.length > 0 &&
    wanted.every(({ path, value }) => isSameOrHolds(valueAt(parsedAfter, path), value)) &&
    !found.some(({ path }) => change.isStale(path))
  );
}

/** An empty table of the block asks for a table, not for its emptiness. */
function isSameOrHolds(found: unknown, wanted: unknown): boolean {
  return isTable(wanted) ? isTable(found) : isSameText(found, wanted);
}

function providerPaths(
  { before }: EditedTexts,
  providerId: string,
  tableText: string,
): (readonly string[])[] {
  const own = [PROVIDERS_KEY, providerId];
  const wanted = wantedLeaves(providerId, tableText);
  const change = new CredentialChange(
    providerId,
    wanted.map((leaf) => leaf.path),
  );
  const fields = readProviders(scan(before)).get(providerId)?.fields ?? [];
  return [
    // Below an empty table: it may come into being, but what it holds stays.
    ...wanted.map(({ path, value }) => (isTable(value) ? [...path, ""] : path)),
    ...[...credentialKeys, LOGIN_KEY]
      .map((key) => [key])
      .concat(fields.map((field) => [...field.path]))
      .map((path) => [...own, ...path])
      .filter((path) => change.isStale(path)),
  ];
}
