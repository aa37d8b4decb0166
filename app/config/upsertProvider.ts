import { AppError } from "../errors.ts";
import { editInline } from "./inline.ts";
import { insertTable, lastOfTable } from "./insert.ts";
import { PROVIDERS_KEY, readProviders, samePath, startsWithPath } from "./providers.ts";
import { ProviderUpdate } from "./providerUpdate.ts";
import { absolutePath, type HeaderStatement, type Scan, type Statement, scan } from "./scan.ts";
import type { Splice } from "./splice.ts";
import { encodeKey, type InlineTable, type ValueNode } from "./value.ts";
import {
  keyText,
  lineOf,
  refuseConflicts,
  tableTextOf,
  type WantedField,
  wantedFields,
} from "./wantedFields.ts";

/**
 * Adds the provider of a block, or brings an existing one in line with it field by field: values the block
 * names are replaced in place, fields the user added stay, and other credentials are commented out, in inline
 * tables taken out (see `CredentialChange`).
 *
 * @throws AppError `BLOCK_NOT_FOUND` when the text has no such provider, `UNSUPPORTED_LAYOUT` when the file
 * spells the provider in a way that cannot be extended.
 */
export function upsertProvider(scanned: Scan, providerId: string, tableText: string): Splice[] {
  const block = scan(tableText);
  const wanted = readProviders(block).get(providerId);
  if (!wanted) throw new AppError("BLOCK_NOT_FOUND");
  const existing = readProviders(scanned).get(providerId);
  const fields = wantedFields(block, wanted, existing, scanned.newline);
  if (!existing) return addProvider(scanned, block, providerId, fields);
  refuseConflicts(existing, fields);
  return new ProviderUpdate(scanned, existing, wanted).splices(fields);
}

function addProvider(
  scanned: Scan,
  block: Scan,
  providerId: string,
  fields: readonly WantedField[],
): Splice[] {
  const { statements, text, newline } = scanned;
  for (const statement of statements) {
    if (statement.kind === "header" && statement.isArray && isProvidersTable(statement, providerId))
      throw new AppError("UNSUPPORTED_LAYOUT", { key: keyText(statement.path) });
    if (statement.kind !== "keyValue" || !samePath(absolutePath(statement), [PROVIDERS_KEY]))
      continue;
    const entry = `${encodeKey(providerId)} = { ${fields.map(lineOf).join(", ")} }`;
    const table = tableOf(statement.entry.value);
    return editInline(text, newline, table, { removed: new Set(), added: [entry] });
  }
  const tableText = isOwnTable(block, providerId)
    ? block.text
    : tableTextOf(providerId, fields, newline);
  const lastProvider = statements.findLastIndex(
    (statement) => statement.kind === "header" && statement.path[0] === PROVIDERS_KEY,
  );
  const below = lastProvider < 0 ? lastContent(statements) : lastOfTable(statements, lastProvider);
  return [insertTable(scanned, below, tableText)];
}

/** Whether an array header stands where providers or this provider should. */
function isProvidersTable({ path }: HeaderStatement, providerId: string): boolean {
  return startsWithPath([PROVIDERS_KEY, providerId], path);
}

/** Whether a block's text is nothing but this provider, written as tables. */
function isOwnTable(block: Scan, providerId: string): boolean {
  return block.statements.every((statement) => {
    if (statement.kind === "comment" || statement.kind === "blank") return true;
    const header = statement.kind === "keyValue" ? statement.header : statement;
    return header?.kind === "header" && startsWithPath(header.path, [PROVIDERS_KEY, providerId]);
  });
}

function lastContent(statements: readonly Statement[]): number {
  return statements.findLastIndex((statement) => statement.kind !== "blank");
}

function tableOf(value: ValueNode): InlineTable {
  if (value.kind === "inlineTable") return value;
  throw new AppError("UNSUPPORTED_LAYOUT", { key: PROVIDERS_KEY });
}
