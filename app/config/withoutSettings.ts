import { type Statement, scan, withOwnKeys } from "./scan.ts";
import { applySplices } from "./splice.ts";

/** A text without some of its statements, headers with all their keys. */
export function withoutSettings(text: string, statements: readonly Statement[]): string {
  const starts = new Set(statements.map(({ start }) => start));
  const scanned = scan(text);
  const gone = scanned.statements
    .filter(({ start }) => starts.has(start))
    .flatMap((statement) => withOwnKeys(scanned, statement));
  return applySplices(
    text,
    [...new Set(gone)].map(({ start, end }) => ({ start, end, text: "" })),
  );
}
