import { absolutePath, type HeaderStatement, type KeyValueStatement, type Scan } from "./scan.ts";
import { type InlineEntry, type InlineTable, stringValue } from "./value.ts";

/** One leaf of a provider table, wherever and however it is spelled in the file. */
export interface ProviderField {
  /** The keys below `model_providers.<id>`; empty when the provider itself is not a table. */
  readonly path: readonly string[];
  readonly entry: InlineEntry;
  readonly statement: KeyValueStatement;
  /** The inline table that holds the entry; undefined when the entry is the whole statement. */
  readonly parent: InlineTable | undefined;
}

/** Everything the file says about one provider. */
export interface ProviderText {
  readonly id: string;
  /** `[model_providers.<id>]` and the headers of its sub-tables. */
  readonly headers: HeaderStatement[];
  readonly fields: ProviderField[];
  /** Every line that says something about the provider; one with an inline table may name others too. */
  readonly statements: Set<KeyValueStatement>;
  /** Inline tables that make up the provider or one of its sub-tables, with their path below the provider. */
  readonly inlineTables: { readonly path: readonly string[]; readonly value: InlineTable }[];
}

/** The root key that holds all providers. */
export const PROVIDERS_KEY = "model_providers";

/** The root key that names the active provider. */
export const ACTIVE_KEY = "model_provider";

/**
 * Collects the providers of a scanned file by id, in the order they first appear. All of TOML's spellings
 * count: headers, dotted keys, inline tables and any mix of them.
 */
export function readProviders(scanned: Scan): ReadonlyMap<string, ProviderText> {
  const providers = new Map<string, ProviderText>();
  for (const statement of scanned.statements) {
    if (statement.kind === "header") {
      const [root, id] = statement.path;
      if (root === PROVIDERS_KEY && id !== undefined && !statement.isArray)
        providerOf(providers, id).headers.push(statement);
    } else if (statement.kind === "keyValue" && !statement.header?.isArray) {
      const path = absolutePath(statement);
      if (path[0] === PROVIDERS_KEY)
        collect(providers, { path, entry: statement.entry, statement, parent: undefined });
    }
  }
  return providers;
}

/** Codex refuses what is nested deeper (0.169.0: 80 keys). */
const MAX_DEPTH = 200;

function collect(providers: Map<string, ProviderText>, found: ProviderField): void {
  const [, id, ...path] = found.path;
  if (path.length > MAX_DEPTH) return;
  const { value } = found.entry;
  if (id !== undefined) providerOf(providers, id).statements.add(found.statement);
  if (id !== undefined && value.kind === "inlineTable")
    providerOf(providers, id).inlineTables.push({ path, value });
  if (value.kind === "inlineTable") {
    for (const entry of value.entries)
      collect(providers, { ...found, path: [...found.path, ...entry.path], entry, parent: value });
  } else if (id !== undefined) {
    providerOf(providers, id).fields.push({ ...found, path });
  }
}

function providerOf(providers: Map<string, ProviderText>, id: string): ProviderText {
  const known = providers.get(id);
  if (known) return known;
  const created: ProviderText = {
    id,
    headers: [],
    fields: [],
    statements: new Set(),
    inlineTables: [],
  };
  providers.set(id, created);
  return created;
}

/** The field at a path below the provider, or undefined. */
export function fieldAt(
  provider: ProviderText,
  ...path: readonly string[]
): ProviderField | undefined {
  return provider.fields.find((field) => samePath(field.path, path));
}

/** The uncommented `model_provider` statements at the root, topmost first. */
export function activeStatements(scanned: Scan): KeyValueStatement[] {
  return rootStatements(scanned, ACTIVE_KEY);
}

/** The id of the active provider as the topmost root `model_provider` names it. */
export function activeIdIn(scanned: Scan): string | undefined {
  const value = activeStatements(scanned)[0]?.entry.value;
  return value && stringValue(scanned.text, value);
}

/** The uncommented statements that give a root key its value, topmost first. */
export function rootStatements(scanned: Scan, key: string): KeyValueStatement[] {
  const found: KeyValueStatement[] = [];
  for (const statement of scanned.statements) {
    if (statement.kind === "header") break;
    if (statement.kind === "keyValue" && samePath(statement.entry.path, [key]))
      found.push(statement);
  }
  return found;
}

/** Whether two key paths are the same, part by part. */
export function samePath(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((part, index) => part === b[index]);
}

/** Whether `path` begins with all of `prefix`. */
export function startsWithPath(path: readonly string[], prefix: readonly string[]): boolean {
  return prefix.every((part, index) => part === path[index]);
}
