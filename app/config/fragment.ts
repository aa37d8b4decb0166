import { AppError } from "../errors.ts";
import type { Filler } from "../import/scripts/template.ts";
import { isKnownField } from "../provider/schema.ts";
import { isTable, parseToml, type TomlTable } from "./parse.ts";
import { isProviderHeader } from "./pastedText.ts";
import { ACTIVE_KEY, PROVIDERS_KEY, type ProviderText, readProviders } from "./providers.ts";
import { ProviderTables } from "./providerTable.ts";
import { type KeyValueStatement, type Scan, scan } from "./scan.ts";
import type { Segment } from "./segments.ts";

/** A provider as one document defines it, not yet checked. */
export interface FoundProvider {
  readonly id: string;
  /** The parsed table, or whatever stands in its place. */
  readonly table: unknown;
  readonly tableText: string;
}

/** A root key that only chooses the model. */
interface FoundRootKey {
  readonly key: string;
  readonly valueText: string;
}

/** What one TOML document says about providers. */
export interface Fragment {
  readonly activeId: string | undefined;
  readonly providers: readonly FoundProvider[];
  readonly suggestions: readonly FoundRootKey[];
  /** Root keys and tables that are none of a block's business. */
  readonly leftOut: readonly string[];
  /** Whether it has tables or root keys that no block has, so that it is somebody's whole file. */
  readonly isWholeConfig: boolean;
}

/** Root keys that blocks are handed out with, or have been, although no provider needs them. */
const companions: ReadonlySet<string> = new Set([
  "notify",
  "personality",
  "disable_response_storage",
  "preferred_auth_method",
]);

/** Root keys that end up below a provider's header when files are merged by hand; Codex ignores them there. */
const rootOnly: ReadonlySet<string> = new Set([
  ...companions,
  "approval_policy",
  "profile",
  "sandbox_mode",
  "OPENAI_API_KEY",
]);

/** A path on the machine the text was written for says nothing about the model. */
const pathKey = /_(?:file|path|dir|json)$/;

function isModelKey(key: string): boolean {
  if (key === ACTIVE_KEY || key === PROVIDERS_KEY) return false;
  return key === "model" || key === "review_model" || key.startsWith("model_");
}

function isMisplaced(path: readonly string[]): boolean {
  const [key = ""] = path;
  return path.length === 1 && !isKnownField(key) && (rootOnly.has(key) || isModelKey(key));
}

/**
 * Reads one document.
 *
 * @throws AppError `BLOCK_UNREADABLE` with 1-based `line` and `column` in the source of the segment,
 * `BLOCK_NEEDS_EXECUTION`, `WRONG_TYPE`, `EMPTY_PROVIDER_ID`
 */
export function readFragment(segment: Segment, filler: Filler): Fragment {
  const parsed = parseSegment(segment, filler);
  const scanned = scan(segment.text);
  const activeId = parsed[ACTIVE_KEY];
  if (activeId !== undefined && typeof activeId !== "string")
    throw new AppError("WRONG_TYPE", { key: ACTIVE_KEY });
  if (activeId === "") throw new AppError("EMPTY_PROVIDER_ID");
  requireFilled(activeId ?? "", filler);
  const { suggestions, leftOut, isWholeConfig } = readRootKeys(scanned, parsed, filler);
  const providers = readTables(scanned, parsed, filler, leftOut);
  return { activeId, providers, suggestions, leftOut: [...leftOut], isWholeConfig };
}

function parseSegment({ text, linesAbove }: Segment, filler: Filler): TomlTable {
  try {
    return parseToml(text, "bigint");
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    requireFilled(text, filler);
    const { line, column, reason } = error.detail;
    throw new AppError("BLOCK_UNREADABLE", {
      line: Number(line) + linesAbove,
      column: column ?? 1,
      reason: reason ?? "",
    });
  }
}

function requireFilled(text: string, filler: Filler): void {
  const expression = filler.unfilledIn(text);
  if (expression !== undefined) throw new AppError("BLOCK_NEEDS_EXECUTION", { expression });
}

function readRootKeys(
  scanned: Scan,
  parsed: TomlTable,
  filler: Filler,
): { suggestions: FoundRootKey[]; leftOut: Set<string>; isWholeConfig: boolean } {
  const suggestions: FoundRootKey[] = [];
  const leftOut = new Set<string>();
  let isWholeConfig = false;
  for (const statement of scanned.statements) {
    if (statement.kind === "header") {
      const [name = ""] = statement.path;
      if (isProviderHeader(statement.path)) continue;
      isWholeConfig = true;
      leftOut.add(name);
    } else if (statement.kind === "keyValue" && !statement.header) {
      const [key = ""] = statement.entry.path;
      if (key === ACTIVE_KEY || key === PROVIDERS_KEY) continue;
      const valueText = suggestedValue(scanned, statement, parsed, filler);
      if (valueText !== undefined) suggestions.push({ key, valueText });
      else leftOut.add(key);
      if (!isModelKey(key) && !companions.has(key)) isWholeConfig = true;
    }
  }
  for (const name of leftOut) if (filler.unfilledIn(name) !== undefined) leftOut.delete(name);
  return { suggestions, leftOut, isWholeConfig };
}

function suggestedValue(
  { text }: Scan,
  { entry }: KeyValueStatement,
  parsed: TomlTable,
  filler: Filler,
): string | undefined {
  const [key = ""] = entry.path;
  if (entry.path.length !== 1 || !isModelKey(key) || pathKey.test(key)) return undefined;
  const isScalar = ["string", "number", "bigint", "boolean"].includes(typeof parsed[key]);
  const valueText = text.slice(entry.value.start, entry.value.end);
  const isUsable =
    isScalar && !valueText.includes("\n") && filler.unfilledIn(valueText) === undefined;
  return isUsable ? valueText : undefined;
}

function readTables(
  scanned: Scan,
  parsed: TomlTable,
  filler: Filler,
  leftOut: Set<string>,
): FoundProvider[] {
  const tables = parsed[PROVIDERS_KEY] ?? {};
  if (!isTable(tables)) throw new AppError("WRONG_TYPE", { key: PROVIDERS_KEY });
  const isUnfilled = (text: string): boolean => filler.unfilledIn(text) !== undefined;
  const texts = new ProviderTables(scanned, { isMisplaced, isUnfilled });
  const providers = readProviders(scanned);
  return Object.entries(tables).map(([id, table]) => {
    requireFilled(id, filler);
    const provider = providers.get(id);
    if (!provider) return { id, table, tableText: "" };
    requireFieldsFilled(scanned, provider, filler);
    for (const { path } of provider.fields) if (isMisplaced(path)) leftOut.add(path[0] ?? "");
    return { id, table: withoutMisplaced(table), tableText: texts.textOf(provider) };
  });
}

function requireFieldsFilled({ text }: Scan, provider: ProviderText, filler: Filler): void {
  for (const { path, entry } of provider.fields)
    if (!isMisplaced(path)) requireFilled(text.slice(entry.start, entry.end), filler);
}

function withoutMisplaced(table: unknown): unknown {
  if (!isTable(table)) return table;
  return Object.fromEntries(Object.entries(table).filter(([key]) => !isMisplaced([key])));
}
