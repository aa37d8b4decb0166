import { AppError } from "../errors.ts";
import { CredentialChange } from "./credentials.ts";
import { editInline } from "./inline.ts";
import { attachedStart, commentLines, insertLineAfter, insertTable, lastOfTable } from "./insert.ts";
import {
  PROVIDERS_KEY,
  type ProviderText,
  readProviders,
  samePath,
  startsWithPath,
} from "./providers.ts";
import { absolutePath, type HeaderStatement, type Scan, type Statement, scan } from "./scan.ts";
import type { Splice } from "./splice.ts";
import { encodeKey, type InlineEntry, type InlineTable, isSameLiteral, type ValueNode } from "./value.ts";
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
 * tables taken out (see {@link CredentialChange}).
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

/** Collects the splices that bring one provider in line with a block. */
class ProviderUpdate {
  readonly #scanned: Scan;
  readonly #existing: ProviderText;
  readonly #own: readonly string[];
  readonly #change: CredentialChange;
  readonly #splices: Splice[] = [];
  readonly #inline = new Map<InlineTable, { removed: Set<InlineEntry>; added: string[] }>();

  constructor(scanned: Scan, existing: ProviderText, wanted: ProviderText) {
    this.#scanned = scanned;
    this.#existing = existing;
    this.#own = [PROVIDERS_KEY, existing.id];
    const paths = wanted.fields.map((field) => [...this.#own, ...field.path]);
    this.#change = new CredentialChange(existing.id, paths);
  }

  splices(fields: readonly WantedField[]): Splice[] {
    const { text, newline } = this.#scanned;
    const homeless = fields.filter((field) => !this.#set(field) && !this.#add(field));
    if (homeless.length > 0) this.#addTable(homeless);
    this.#retire();
    for (const [table, change] of this.#inline)
      this.#splices.push(...editInline(text, newline, table, change));
    return this.#splices;
  }

  #set({ path, valueText }: WantedField): boolean {
    const present = this.#existing.fields.find((field) => samePath(field.path, path));
    if (!present) return false;
    const { start, end } = present.entry.value;
    if (!isSameLiteral(this.#scanned.text.slice(start, end), valueText))
      this.#splices.push({ start, end, text: valueText });
    return true;
  }

  #add(field: WantedField): boolean {
    const inline = longestPrefix(this.#existing.inlineTables, field.path);
    if (inline) {
      const path = field.path.slice(inline.path.length);
      this.#inlineEdit(inline.value).added.push(lineOf({ ...field, path }));
      return true;
    }
    const full = [...this.#own, ...field.path];
    const header = longestPrefix(this.#existing.headers, full);
    if (header) {
      const isBelow = (statement: Statement) =>
        statement.kind === "keyValue" && statement.header === header;
      const last = this.#scanned.statements.findLast(isBelow) ?? header;
      this.#insertLine(last, { ...field, path: full.slice(header.path.length) });
      return true;
    }
    return this.#addBesideDotted(field, full);
  }

  /** For a provider without a table of its own, spelled with dotted keys below another header or table. */
  #addBesideDotted(field: WantedField, full: readonly string[]): boolean {
    for (const { path, entry, statement, parent } of this.#existing.fields.toReversed()) {
      const base = [...this.#own, ...path].slice(0, -entry.path.length);
      if (!startsWithPath(full, base)) continue;
      const relative = { ...field, path: full.slice(base.length) };
      if (parent) this.#inlineEdit(parent).added.push(lineOf(relative));
      else this.#insertLine(statement, relative);
      return true;
    }
    return false;
  }

  /** For a provider of which the file has only sub-tables. */
  #addTable(fields: readonly WantedField[]): void {
    const { statements, newline } = this.#scanned;
    const [first] = this.#existing.headers;
    if (!first) throw new AppError("UNSUPPORTED_LAYOUT", { key: keyText(this.#own) });
    const at = statements[attachedStart(statements, statements.indexOf(first))]?.start ?? first.start;
    const table = tableTextOf(this.#existing.id, fields, newline);
    this.#splices.push({ start: at, end: at, text: table + newline + newline });
  }

  #insertLine(after: Statement, field: WantedField): void {
    this.#splices.push(insertLineAfter(this.#scanned, after, lineOf(field)));
  }

  #retire(): void {
    const { text } = this.#scanned;
    const change = this.#change;
    for (const header of this.#existing.headers)
      if (change.isStale(header.path)) this.#splices.push(commentLines(text, header));
    for (const statement of new Set(this.#existing.fields.map((field) => field.statement))) {
      const path = absolutePath(statement);
      const { value } = statement.entry;
      if (change.isStaleValue(path, value)) this.#splices.push(commentLines(text, statement));
      else if (value.kind === "inlineTable")
        for (const { table, entry } of change.staleEntries(path, value))
          this.#inlineEdit(table).removed.add(entry);
    }
  }

  #inlineEdit(table: InlineTable): { removed: Set<InlineEntry>; added: string[] } {
    const known = this.#inline.get(table) ?? { removed: new Set(), added: [] };
    this.#inline.set(table, known);
    return known;
  }
}

function longestPrefix<T extends { readonly path: readonly string[] }>(
  candidates: readonly T[],
  path: readonly string[],
): T | undefined {
  return candidates
    .filter((candidate) => startsWithPath(path, candidate.path))
    .toSorted((a, b) => b.path.length - a.path.length)[0];
}
