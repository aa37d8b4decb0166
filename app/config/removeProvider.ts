import { AppError } from "../errors.ts";
import { editInline } from "./inline.ts";
import { attachedStart, lastOfTable } from "./insert.ts";
import { PROVIDERS_KEY, readProviders, samePath, startsWithPath } from "./providers.ts";
import { absolutePath, type Scan, type Statement } from "./scan.ts";
import type { Splice } from "./splice.ts";
import type { ValueNode } from "./value.ts";

/**
 * Takes a provider out of the file: its tables with the comments directly above and inside them, its dotted
 * keys, or its entry in an inline table. The empty lines around it shrink to those of one gap.
 *
 * @throws AppError `PROVIDER_NOT_FOUND`
 */
export function removeProvider(scanned: Scan, providerId: string): Splice[] {
  if (!readProviders(scanned).has(providerId))
    throw new AppError("PROVIDER_NOT_FOUND", { providerId });
  const own = [PROVIDERS_KEY, providerId];
  const removed = new Set<number>();
  const splices: Splice[] = [];
  for (const [index, statement] of scanned.statements.entries()) {
    if (statement.kind === "header" && startsWithPath(statement.path, own))
      addRange(
        removed,
        attachedStart(scanned.statements, index),
        lastOfTable(scanned.statements, index),
      );
    if (statement.kind !== "keyValue") continue;
    const path = absolutePath(statement);
    if (startsWithPath(path, own)) removed.add(index);
    else if (samePath(path, [PROVIDERS_KEY]))
      splices.push(...entrySplices(scanned, statement.entry.value, providerId));
  }
  return [...splices, ...removeRuns(scanned.statements, removed)];
}

function addRange(indexes: Set<number>, first: number, last: number): void {
  for (let index = first; index <= last; index += 1) indexes.add(index);
}

/** Cuts out each run of removed statements; of the gaps before and after it the larger one stays. */
function removeRuns(statements: readonly Statement[], removed: ReadonlySet<number>): Splice[] {
  const splices: Splice[] = [];
  for (let first = 0; first < statements.length; first += 1) {
    if (!removed.has(first)) continue;
    const gapBefore = first - blanksBefore(statements, first);
    const startsText = first === 0;
    let next = first;
    while (removed.has(next)) {
      while (removed.has(next)) next += 1;
      const content = blanksAfter(statements, next);
      if ((startsText || gapBefore > 0) && removed.has(content)) next = content;
    }
    const gapAfter = blanksAfter(statements, next) - next;
    const isAtEnd = next + gapAfter === statements.length;
    const begin = isAtEnd ? first - gapBefore : first;
    next += isAtEnd || startsText ? gapAfter : Math.min(gapBefore, gapAfter);
    const [from, to] = [statements[begin], statements[next - 1]];
    if (from && to) splices.push({ start: from.start, end: to.end, text: "" });
    first = next - 1;
  }
  return splices;
}

/** The index of the first of the empty lines directly before an index, or the index itself. */
function blanksBefore(statements: readonly Statement[], index: number): number {
  let first = index;
  while (statements[first - 1]?.kind === "blank") first -= 1;
  return first;
}

/** The index of the first statement from an index on that is no empty line. */
function blanksAfter(statements: readonly Statement[], index: number): number {
  let next = index;
  while (statements[next]?.kind === "blank") next += 1;
  return next;
}

function entrySplices(scanned: Scan, table: ValueNode, providerId: string): Splice[] {
  if (table.kind !== "inlineTable") return [];
  const owned = table.entries.filter((entry) => entry.path[0] === providerId);
  if (owned.length === 0) return [];
  return editInline(scanned.text, scanned.newline, table, { removed: new Set(owned), added: [] });
}
