import { parseToml } from "../config/parse.ts";
import { ACTIVE_KEY, activeStatements, samePath } from "../config/providers.ts";
import { absolutePath, type Scan, type Statement, withOwnKeys } from "../config/scan.ts";
import { applySplices } from "../config/splice.ts";
import { AppError } from "../errors.ts";

/** Lines that keep a text from being TOML, and with them all that has to go so that the rest is read as it is. */
export interface StructureFault {
  readonly kind: "active" | "key" | "table" | "broken";
  /** The first is where the fault is. */
  readonly statements: readonly [Statement, ...Statement[]];
  /** Whether a broken header, or a text that is never closed, decides what the lines after it mean. */
  readonly isFarReaching: boolean;
}

/** A file with more faults than this is no config.toml. */
const MAX_FAULTS = 50;

/** A parser stops at the first fault and has to start over for the next: so many characters are read in all. */
const MAX_READ = 4_000_000;

/** Everything for which a parser refuses the text, in its order; nothing for one that it takes. */
export function structureFaults(scanned: Scan): readonly StructureFault[] {
  const faults: StructureFault[] = [];
  const gone = new Set<Statement>();
  const add = (fault: StructureFault) => {
    if (faults.length >= MAX_FAULTS || fault.statements.some((one) => gone.has(one))) return;
    faults.push(fault);
    for (const statement of lines(scanned, fault.statements)) gone.add(statement);
  };
  for (const find of [brokenLines, doubledTables, doubledKeys]) find(scanned).forEach(add);
  const { length } = scanned.text;
  for (let read = 0; faults.length < MAX_FAULTS && read <= MAX_READ; read += length) {
    const line = faultyLine(scanned, gone);
    const found = line === undefined ? undefined : statementAtLine(scanned, line);
    if (!found || gone.has(found) || found.kind === "comment" || found.kind === "blank") break;
    add({ kind: "broken", statements: [found], isFarReaching: found.kind === "header" });
  }
  return faults.toSorted((a, b) => a.statements[0].start - b.statements[0].start);
}

function lines(scanned: Scan, statements: readonly Statement[]): Statement[] {
  return statements.flatMap((statement) => withOwnKeys(scanned, statement));
}

/** The 1-based line at which a parser stops when the given statements are blanked out. */
function faultyLine({ text }: Scan, gone: ReadonlySet<Statement>): number | undefined {
  const blanked = applySplices(
    text,
    [...gone].map(({ start, end }) => ({
      start,
      end,
      text: text.slice(start, end).replace(/[^\r\n]/g, " "),
    })),
  );
  try {
    parseToml(blanked);
    return undefined;
  } catch (error) {
    if (error instanceof AppError) return Number(error.detail.line);
    throw error;
  }
}

/** The statement that a line, counted from 1, belongs to. */
export function statementAtLine({ text, statements }: Scan, line: number): Statement | undefined {
  let offset = 0;
  for (let current = 1; current < line; current += 1) {
    const lineFeed = text.indexOf("\n", offset);
    if (lineFeed < 0) break;
    offset = lineFeed + 1;
  }
  return statements.findLast(({ start }) => start <= offset);
}

/** Neighbouring lines that are not TOML count as one; a broken header takes the keys below it along. */
function brokenLines({ text, statements }: Scan): StructureFault[] {
  const faults: StructureFault[] = [];
  for (let index = 0; index < statements.length; index += 1) {
    const first = statements[index];
    if (first?.kind !== "garbage") continue;
    const run: [Statement, ...Statement[]] = [first];
    let isHeader = isHeaderLike(text, first);
    for (let next = statements[index + 1]; next; next = statements[index + 1]) {
      if (next.kind === "header" || (next.kind !== "garbage" && !isHeader)) break;
      if (next.kind === "garbage") isHeader ||= isHeaderLike(text, next);
      if (next.kind === "garbage" || next.kind === "keyValue") run.push(next);
      index += 1;
    }
    const opensText = run.some(({ start, end }) => /"""|'''/.test(text.slice(start, end)));
    faults.push({ kind: "broken", statements: run, isFarReaching: isHeader || opensText });
  }
  return faults;
}

function isHeaderLike(text: string, { start, end }: Statement): boolean {
  return /^[ \t]*\[/.test(text.slice(start, end));
}

/** Tables whose header is there a second time; those below an element of an array start anew with each element. */
function doubledTables({ statements }: Scan): StructureFault[] {
  const seen = new Set<string>();
  const faults: StructureFault[] = [];
  for (const statement of statements) {
    if (statement.kind !== "header") continue;
    const name = JSON.stringify(statement.path);
    if (statement.isArray) {
      const inside = `${name.slice(0, -1)},`;
      for (const other of seen) if (other.startsWith(inside)) seen.delete(other);
    } else if (seen.has(name)) {
      faults.push({ kind: "table", statements: [statement], isFarReaching: false });
    } else seen.add(name);
  }
  return faults;
}

/** Keys that one table, or the root, gives twice. */
function doubledKeys(scanned: Scan): StructureFault[] {
  const [kept, ...others] = activeStatements(scanned);
  const faults: StructureFault[] = [];
  const [second, ...more] = others;
  if (kept && second)
    faults.push({ kind: "active", statements: [second, ...more], isFarReaching: false });
  const doubled = new Set(others);
  let header: Statement | undefined;
  let seen = new Set<string>();
  for (const statement of scanned.statements) {
    if (statement.kind === "header") {
      header = statement;
      seen = new Set();
    }
    if (statement.kind !== "keyValue" || doubled.has(statement)) continue;
    if (!header && samePath(absolutePath(statement), [ACTIVE_KEY])) continue;
    const name = JSON.stringify(statement.entry.path);
    if (seen.has(name)) faults.push({ kind: "key", statements: [statement], isFarReaching: false });
    seen.add(name);
  }
  return faults;
}
