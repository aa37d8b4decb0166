import { BrokenValue, isPunctuation, openedSecret } from "./brokenValue.ts";
import { suspectsIn, uncommented } from "./comments.ts";
import { MaskedStretches } from "./maskedStretches.ts";
import { PROVIDERS_KEY, readProviders } from "./providers.ts";
import {
  type HeaderStatement,
  type KeyValueStatement,
  type Scan,
  type Statement,
  scan,
} from "./scan.ts";
import { endsWithSecretFlag } from "./secretFlags.ts";
import { isHarmlessValue, isSecretPath } from "./secretPaths.ts";
import type { Splice } from "./splice.ts";
import { tokensIn } from "./tokenShape.ts";
import type { Span } from "./value.ts";
import { endOfLine, readKey, skipBlanks } from "./valueReader.ts";
import { type CommentPlace, joined, MAX_PARTS, type Region, ValueSecrets } from "./valueSecrets.ts";

const MAX_DEPTH = 2;

/** Finds every secret of a config text. Linear in its length, whether it is TOML or not. */
export class TomlSecrets {
  readonly #masked: MaskedStretches;
  readonly #values: ValueSecrets;

  constructor(text: string) {
    this.#masked = new MaskedStretches(text);
    this.#values = new ValueSecrets(this.#masked, wordsOfIds(scan(text)), (region, span, place) =>
      this.#comment(region, span, place),
    );
    this.#search({ source: text, base: 0, isComment: false, table: [], depth: 0 });
  }

  /** The text with these applied shows no secret; they are disjoint. */
  get splices(): readonly Splice[] {
    return this.#masked.splices;
  }

  /** Every secret, as written and as meant. */
  get spellings(): ReadonlySet<string> {
    return this.#masked.spellings;
  }

  #search(region: Region): void {
    const { statements } = scan(region.source);
    const broken = new BrokenValue();
    let table = region.table;
    for (let index = 0; index < statements.length; index += 1) {
      const statement = statements[index] as Statement;
      if (statement.kind === "header") {
        table = statement.path;
        broken.reset();
        this.#header(region, statement);
      } else if (statement.kind === "keyValue") {
        this.#keyValue(region, statement, table, broken);
      } else if (statement.kind === "garbage") {
        this.#garbage({ ...region, table }, statement, broken);
      } else if (statement.kind === "comment") {
        while (statements[index + 1]?.kind === "comment") index += 1;
        const span = { start: statement.start, end: statements[index]?.end ?? statement.end };
        this.#comment({ ...region, table }, span, broken.isInside ? "secret" : "ordinary");
      }
    }
  }

  #header(region: Region, statement: HeaderStatement): void {
    const start = region.source.indexOf("[", statement.start) + (statement.isArray ? 2 : 1);
    const end = this.#values.keys(region, skipBlanks(region.source, start));
    this.#comment({ ...region, table: statement.path }, { start: end, end: statement.end });
  }

  #keyValue(
    region: Region,
    { entry, end }: KeyValueStatement,
    table: readonly string[],
    broken: BrokenValue,
  ): void {
    const path = joined(table, entry.path);
    const isSecret =
      broken.isInside ||
      (broken.header && isSecretPath(joined(broken.header, entry.path))) ||
      false;
    broken.isExpected = false;
    this.#values.keys(region, entry.start);
    this.#values.value(region, entry.value, path, isSecret);
    const place = isSecret || isSecretPath(path) ? "besideSecret" : "ordinary";
    this.#comment({ ...region, table }, { start: entry.end, end }, place);
  }

  /** A line that is not TOML: what a secret key stands in front of, and what looks like a secret. */
  #garbage(region: Region, statement: Span, broken: BrokenValue): void {
    const { source } = region;
    const start = skipBlanks(source, statement.start);
    const line = source.slice(start, endOfLine(source, start)).trimEnd();
    const end = start + line.length;
    const isFlag = /^["']?--[A-Za-z]/.test(line);
    if (broken.isInside || (broken.isExpected && !isFlag)) {
      broken.continueWith(line);
      if (!isPunctuation(line)) this.#masked.hide(region, { start, end });
      return;
    }
    if (line.startsWith("[") && this.#brokenHeader(region, { start, end }, broken)) return;
    broken.isExpected = endsWithSecretFlag(line);
    const key = readKey(source, start);
    const valueAt = key && this.#secretValueAt(region, key.path, key.end, broken);
    const value = source.slice(valueAt ?? end, end);
    const isHarmless = value !== "" && isHarmlessValue(key?.path.at(-1) ?? "", value);
    if (valueAt === undefined || isHarmless) {
      const kind = region.depth === 0 ? "broken" : "prose";
      this.#values.freeText(region, { start, end }, { kind });
      const opened = openedSecret(line);
      if (opened !== undefined) broken.begin(opened);
    } else {
      this.#values.keys(region, start);
      broken.begin(value);
      this.#masked.remember(/^[^\s,]*/.exec(value)?.[0] ?? "");
      if (!isPunctuation(value)) this.#masked.hide(region, { start: valueAt, end });
    }
  }

  /** Reads a header that is not closed or has something after it; of a secret table, that is masked. */
  #brokenHeader(region: Region, { start, end }: Span, broken: BrokenValue): boolean {
    const { source } = region;
    const key = readKey(source, skipBlanks(source, start + (source[start + 1] === "[" ? 2 : 1)));
    broken.header = key?.path;
    if (!key || !isSecretPath([...key.path, ""])) return false;
    this.#values.keys(region, start + source.slice(start, end).search(/[^\s[]/));
    const after = /[\]\s]*/y;
    after.lastIndex = key.end;
    this.#masked.hide(region, { start: key.end + (after.exec(source)?.[0].length ?? 0), end });
    return true;
  }

  /** Where the value of a secret key stands in a line that is not TOML; undefined where none is meant. */
  #secretValueAt(
    region: Region,
    path: readonly string[],
    keyEnd: number,
    broken: BrokenValue,
  ): number | undefined {
    const tables = [region.table, ...(broken.header ? [broken.header] : [])];
    if (!tables.some((table) => isSecretPath(joined(table, path)))) return undefined;
    const at = skipBlanks(region.source, keyEnd);
    const isAssigned = /[=:]/.test(region.source[at] ?? "");
    // In a comment `tokens are kept here` and `env: see there` are sentences; in the file they are broken settings.
    if (region.depth > 0 && region.source[at] !== "=") return undefined;
    if (!isAssigned && at >= endOfLine(region.source, keyEnd)) return undefined;
    return isAssigned ? skipBlanks(region.source, at + 1) : at;
  }

  #comment(region: Region, span: Span, place: CommentPlace = "ordinary"): void {
    const text = region.source.slice(span.start, span.end);
    if (!text.includes("#")) return;
    const source = uncommented(text);
    const inner: Region = {
      source,
      base: region.base + span.start,
      table: region.table,
      depth: region.depth + 1,
      isComment: true,
    };
    if (place === "ordinary" && inner.depth <= MAX_DEPTH) {
      this.#search(inner);
    } else if (place === "secret") {
      for (const line of source.matchAll(/[^\s][^\r\n]*/g))
        this.#masked.hide(inner, { start: line.index, end: line.index + line[0].trimEnd().length });
    } else {
      const suspects = place === "besideSecret" ? suspectsIn(source) : [];
      this.#values.spans(inner, [...this.#values.found(source, { kind: "prose" }), ...suspects]);
    }
  }
}

/** The ids of the file's providers and what looks like a token in them: a long id is there to be read. */
function wordsOfIds(scanned: Scan): ReadonlySet<string> {
  const words = new Set<string>();
  const statements = scanned.statements.filter(namesProvider);
  for (const id of readProviders({ ...scanned, statements }).keys()) {
    words.add(id);
    for (const { start, end } of tokensIn(id)) words.add(id.slice(start, end));
  }
  return words;
}

function namesProvider(statement: Statement): boolean {
  if (statement.kind !== "keyValue") return statement.kind === "header";
  const { path } = statement.header ?? statement.entry;
  return path[0] === PROVIDERS_KEY && path.length < MAX_PARTS;
}
