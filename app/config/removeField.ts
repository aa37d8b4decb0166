import { editInline } from "./inline.ts";
import { commentLines } from "./insert.ts";
import { PROVIDERS_KEY, startsWithPath } from "./providers.ts";
import { absolutePath, type Scan } from "./scan.ts";
import type { Splice } from "./splice.ts";
import type { ValueNode } from "./value.ts";

/**
 * Takes a key of a provider away, with all below it: lines of its own are commented out, a sub-table with its header,
 * and an entry of an inline table is taken out, because nothing of it can be a comment.
 *
 * @param path - the keys below the provider; at least one
 */
export function removeField(scanned: Scan, providerId: string, path: readonly string[]): Splice[] {
  const { text, statements } = scanned;
  const target = [PROVIDERS_KEY, providerId, ...path];
  return statements.flatMap((statement) => {
    if (statement.kind === "header")
      return startsWithPath(statement.path, target) ? [commentLines(text, statement)] : [];
    if (statement.kind !== "keyValue" || statement.header?.isArray) return [];
    const own = absolutePath(statement);
    if (startsWithPath(own, target)) return [commentLines(text, statement)];
    return startsWithPath(target, own)
      ? entrySplices(scanned, statement.entry.value, own, target)
      : [];
  });
}

function entrySplices(
  scanned: Scan,
  table: ValueNode,
  path: readonly string[],
  target: readonly string[],
): Splice[] {
  if (table.kind !== "inlineTable") return [];
  const entries = table.entries.map((entry) => ({ entry, own: [...path, ...entry.path] }));
  const gone = entries.filter(({ own }) => startsWithPath(own, target));
  const deeper = entries
    .filter(({ own }) => own.length < target.length && startsWithPath(target, own))
    .flatMap(({ entry, own }) => entrySplices(scanned, entry.value, own, target));
  if (gone.length === 0) return deeper;
  const removed = new Set(gone.map(({ entry }) => entry));
  return [...editInline(scanned.text, scanned.newline, table, { removed, added: [] }), ...deeper];
}
