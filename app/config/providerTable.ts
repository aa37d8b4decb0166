import { lastOfTable, withNewline } from "./insert.ts";
import { PROVIDERS_KEY, type ProviderText } from "./providers.ts";
import { absolutePath, type HeaderStatement, type Scan, type Statement } from "./scan.ts";
import { encodeKey } from "./value.ts";

/** What is left behind when a provider's table is taken out of a text. */
export interface TableFilter {
  /** A key, by its path below the provider, that has no place in a provider's table. */
  isMisplaced(path: readonly string[]): boolean;
  /** A stretch of the text that holds what could not be filled in; allowed in comments, which are dropped. */
  isUnfilled(text: string): boolean;
}

/** Takes the tables of providers out of one text. */
export class ProviderTables {
  readonly #scanned: Scan;
  readonly #filter: TableFilter;
  readonly #indexes = new Map<Statement, number>();

  constructor(scanned: Scan, filter: TableFilter) {
    this.#scanned = scanned;
    this.#filter = filter;
    scanned.statements.forEach((statement, index) => {
      if (statement.kind === "header") this.#indexes.set(statement, index);
    });
  }

  /**
   * The provider as `[model_providers.<id>]` with its sub-tables: as written, comments included, where the text
   * uses headers; put together from the fields where it uses dotted keys or inline tables.
   */
  textOf(provider: ProviderText): string {
    const usesHeaders =
      provider.headers.some(({ path }) => path.length === 2) &&
      provider.inlineTables.every(({ path }) => path.length > 0) &&
      provider.fields.every(({ statement }) => (statement.header?.path.length ?? 0) > 1);
    if (!usesHeaders) return this.#render(provider);
    return provider.headers.map((header) => this.#slice(header)).join("\n");
  }

  #slice(header: HeaderStatement): string {
    const { text, statements } = this.#scanned;
    const first = this.#indexes.get(header) ?? 0;
    const indent = /^[ \t]*/.exec(text.slice(header.start, header.end))?.[0] ?? "";
    const lines = statements
      .slice(first, lastOfTable(statements, first) + 1)
      .map((statement) => this.#lineOf(statement))
      .map((line) => (line.startsWith(indent) ? line.slice(indent.length) : line));
    return withNewline(`${lines.join("").trimEnd()}\n`, "\n");
  }

  #lineOf(statement: Statement): string {
    const { text } = this.#scanned;
    const line = text.slice(statement.start, statement.end);
    if (statement.kind === "keyValue") {
      if (this.#filter.isMisplaced(absolutePath(statement).slice(2))) return "";
      const rest = text.slice(statement.entry.end, statement.end);
      return this.#filter.isUnfilled(rest) ? `${line.slice(0, -rest.length)}\n` : line;
    }
    if (!this.#filter.isUnfilled(line)) return line;
    return statement.kind === "header" ? `[${statement.path.map(encodeKey).join(".")}]\n` : "";
  }

  #render({ id, fields }: ProviderText): string {
    const tables = new Map<string, string>();
    for (const { path, entry } of fields) {
      if (this.#filter.isMisplaced(path)) continue;
      const table = [PROVIDERS_KEY, id, ...path.slice(0, -1)].map(encodeKey).join(".");
      const { start, end } = entry.value;
      const value = withNewline(this.#scanned.text.slice(start, end), "\n");
      const line = `${encodeKey(path.at(-1) ?? "")} = ${value}\n`;
      tables.set(table, (tables.get(table) ?? "") + line);
    }
    const root = [PROVIDERS_KEY, id].map(encodeKey).join(".");
    const own = tables.get(root) ?? "";
    tables.delete(root);
    return [[root, own], ...tables].map(([table, lines]) => `[${table}]\n${lines}`).join("\n");
  }
}
