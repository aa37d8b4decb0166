import { AppError } from "../errors.ts";
import {
  commentLines,
  insertInline,
  insertLineAfter,
  insertTable,
  lastOfTable,
  removeInline,
  withNewline,
} from "./insert.ts";
import {
  PROVIDERS_KEY,
  type ProviderField,
  type ProviderText,
  readProviders,
  samePath,
  startsWithPath,
} from "./providers.ts";
import { absolutePath, type KeyValueStatement, type Scan, scan } from "./scan.ts";
import type { Splice } from "./splice.ts";
import { encodeKey, type InlineTable, type ValueNode } from "./value.ts";

/** A field of the block: its path below the provider and its value as written there. */
interface WantedField {
  readonly path: readonly string[];
  readonly valueText: string;
}

/**
 * Adds the provider of a block, or brings an existing one in line with it field by field: values the block
 * names are replaced in place, fields the user added stay, and credentials that would win over the block's
 * own are commented out (`env_key` beats `experimental_bearer_token`, measured with Codex 0.169.0).
 *
 * @throws AppError `BLOCK_NOT_FOUND` when the text has no such provider, `UNSUPPORTED_LAYOUT` when the file
 * spells the provider in a way that cannot be extended.
 */
export function upsertProvider(scanned: Scan, providerId: string, tableText: string): Splice[] {
  const block = scan(tableText);
  const wanted = readProviders(block).get(providerId);
  if (!wanted) throw new AppError("BLOCK_NOT_FOUND");
  const fields = wanted.fields.map((field) => wantedField(block, field, scanned.newline));
  const existing = readProviders(scanned).get(providerId);
  if (!existing) return addProvider(scanned, providerId, tableText, fields);
  return [
    ...fields.flatMap((field) => setField(scanned, existing, field)),
    ...addFields(
      scanned,
      existing,
      fields.filter((field) => !findField(existing, field.path)),
    ),
    ...retireCredentials(scanned, existing, fields),
  ];
}

function wantedField(block: Scan, field: ProviderField, newline: string): WantedField {
  const { start, end } = field.entry.value;
  return { path: field.path, valueText: withNewline(block.text.slice(start, end), newline) };
}

function addProvider(
  scanned: Scan,
  providerId: string,
  tableText: string,
  fields: readonly WantedField[],
): Splice[] {
  const { statements } = scanned;
  const inlineRoot = statements.find(
    (statement): statement is KeyValueStatement =>
      statement.kind === "keyValue" && samePath(absolutePath(statement), [PROVIDERS_KEY]),
  );
  if (inlineRoot) {
    const entries = fields.map((field) => `${keyText(field.path)} = ${field.valueText}`);
    const entryText = `${encodeKey(providerId)} = { ${entries.join(", ")} }`;
    return [insertInline(tableOf(inlineRoot.entry.value), [entryText])];
  }
  const lastProvider = statements.findLastIndex(
    (statement) => statement.kind === "header" && statement.path[0] === PROVIDERS_KEY,
  );
  const below = lastProvider < 0 ? lastContent(scanned) : lastOfTable(statements, lastProvider);
  return [insertTable(scanned, below, tableText)];
}

function lastContent(scanned: Scan): number {
  return scanned.statements.findLastIndex((statement) => statement.kind !== "blank");
}

function tableOf(value: ValueNode): InlineTable {
  if (value.kind === "inlineTable") return value;
  throw new AppError("UNSUPPORTED_LAYOUT", { key: PROVIDERS_KEY });
}

function keyText(path: readonly string[]): string {
  return path.map(encodeKey).join(".");
}

function findField(provider: ProviderText, path: readonly string[]): ProviderField | undefined {
  return provider.fields.find((candidate) => samePath(candidate.path, path));
}

function setField(scanned: Scan, provider: ProviderText, field: WantedField): Splice[] {
  const present = findField(provider, field.path);
  if (!present) return [];
  const { start, end } = present.entry.value;
  if (scanned.text.slice(start, end) === field.valueText) return [];
  return [{ start, end, text: field.valueText }];
}

function addFields(
  scanned: Scan,
  provider: ProviderText,
  fields: readonly WantedField[],
): Splice[] {
  const splices: Splice[] = [];
  const inlineEntries = new Map<InlineTable, string[]>();
  for (const field of fields) {
    const inline = longestPrefix(provider.inlineTables, field.path);
    if (!inline) {
      splices.push(addLine(scanned, provider, field));
      continue;
    }
    const entries = inlineEntries.get(inline.value) ?? [];
    entries.push(`${keyText(field.path.slice(inline.path.length))} = ${field.valueText}`);
    inlineEntries.set(inline.value, entries);
  }
  for (const [table, entries] of inlineEntries) splices.push(insertInline(table, entries));
  return splices;
}

function addLine(scanned: Scan, provider: ProviderText, field: WantedField): Splice {
  const header = longestPrefix(
    provider.headers.map((found) => ({ path: found.path.slice(2), header: found })),
    field.path,
  );
  if (header) {
    const key = keyText(field.path.slice(header.path.length));
    const last = scanned.statements.findLast(
      (statement) => statement.kind === "keyValue" && statement.header === header.header,
    );
    return insertLineAfter(scanned, last ?? header.header, `${key} = ${field.valueText}`);
  }
  const sibling = provider.fields.findLast((candidate) => !candidate.parent)?.statement;
  if (!sibling) throw new AppError("UNSUPPORTED_LAYOUT", { key: provider.id });
  const full = [PROVIDERS_KEY, provider.id, ...field.path];
  const key = keyText(full.slice(sibling.header?.path.length ?? 0));
  return insertLineAfter(scanned, sibling, `${key} = ${field.valueText}`);
}

function longestPrefix<T extends { readonly path: readonly string[] }>(
  candidates: readonly T[],
  path: readonly string[],
): T | undefined {
  return candidates
    .filter((candidate) => startsWithPath(path, candidate.path))
    .toSorted((a, b) => b.path.length - a.path.length)[0];
}

function isCredential(path: readonly string[]): boolean {
  const [first = "", second = ""] = path;
  if (first === "experimental_bearer_token" || first === "env_key" || first === "auth") return true;
  const isHeader = first === "http_headers" || first === "env_http_headers";
  return isHeader && second.toLowerCase() === "authorization";
}

function retireCredentials(
  scanned: Scan,
  provider: ProviderText,
  fields: readonly WantedField[],
): Splice[] {
  if (!fields.some((field) => isCredential(field.path))) return [];
  const stale = provider.fields.filter(
    (field) =>
      isCredential(field.path) && !fields.some((wanted) => samePath(wanted.path, field.path)),
  );
  const staleLines = new Set(
    stale.filter((field) => !field.parent).map((field) => field.statement),
  );
  const hasAuthTable = fields.some((field) => field.path[0] === "auth");
  const authHeaders = provider.headers.filter((header) => header.path[2] === "auth");
  const lines = [...staleLines, ...(hasAuthTable ? [] : authHeaders)];
  return [
    ...lines.map((statement) => commentLines(scanned.text, statement)),
    ...provider.inlineTables.flatMap(({ value }) => {
      const removed = stale.filter((field) => field.parent === value).map((field) => field.entry);
      return removed.length > 0 ? removeInline(value, new Set(removed)) : [];
    }),
  ];
}
