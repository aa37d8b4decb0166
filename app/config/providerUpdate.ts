import { AppError } from "../errors.ts";
import { CredentialChange } from "../provider/credentials.ts";
import { editInline } from "./inline.ts";
import { attachedStart, commentLines, insertLineAfter } from "./insert.ts";
import {
  PROVIDERS_KEY,
  type ProviderField,
  type ProviderText,
  samePath,
  startsWithPath,
} from "./providers.ts";
import { absolutePath, type Scan, type Statement } from "./scan.ts";
import type { Splice } from "./splice.ts";
import type { InlineEntry, InlineTable } from "./value.ts";
import { isSameLiteral } from "./valueReader.ts";
import { keyText, lineOf, tableTextOf, type WantedField } from "./wantedFields.ts";

/** Collects the splices that bring a provider of the file in line with that of a block. */
export class ProviderUpdate {
  readonly #scanned: Scan;
  readonly #existing: ProviderText;
  readonly #own: readonly string[];
  readonly #change: CredentialChange;
  /** The lines that hold a field of the block already. */
  readonly #present: ReadonlySet<Statement>;
  readonly #splices: Splice[] = [];
  readonly #inline = new Map<InlineTable, { removed: Set<InlineEntry>; added: string[] }>();

  constructor(scanned: Scan, existing: ProviderText, wanted: ProviderText) {
    this.#scanned = scanned;
    this.#existing = existing;
    this.#own = [PROVIDERS_KEY, existing.id];
    const paths = wanted.fields.map((field) => [...this.#own, ...field.path]);
    this.#change = new CredentialChange(existing.id, paths);
    const isWanted = ({ path }: ProviderField) =>
      wanted.fields.some((field) => samePath(field.path, path));
    this.#present = new Set(existing.fields.filter(isWanted).map((field) => field.statement));
  }

  /**
   * The splices for the fields the block names, which must be free of conflicts.
   *
   * @throws AppError `UNSUPPORTED_LAYOUT` when the file leaves no place to put a field
   */
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
      const below = this.#scanned.statements.filter(
        (statement) => statement.kind === "keyValue" && statement.header === header,
      );
      // The keys of the block stay together; the user's own may follow.
      const last = below.findLast((statement) => this.#present.has(statement)) ?? below.at(-1);
      this.#insertLine(last ?? header, { ...field, path: full.slice(header.path.length) });
      return true;
    }
    return this.#addBesideDotted(field, full);
  }

  /** For a provider without a table of its own, spelled with dotted keys below another header or table. */
  #addBesideDotted(field: WantedField, full: readonly string[]): boolean {
    const fields = this.#existing.fields.toReversed();
    const byPresence = fields.toSorted(
      (a, b) => Number(this.#present.has(b.statement)) - Number(this.#present.has(a.statement)),
    );
    for (const { path, entry, statement, parent } of byPresence) {
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
    const at =
      statements[attachedStart(statements, statements.indexOf(first))]?.start ?? first.start;
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
    for (const statement of this.#existing.statements) {
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
