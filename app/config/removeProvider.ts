import { AppError } from "../errors.ts";
import { attachedStart, removeInline } from "./insert.ts";
import { PROVIDERS_KEY, readProviders, samePath, startsWithPath } from "./providers.ts";
import { absolutePath, type Scan, type Statement } from "./scan.ts";
import type { Splice } from "./splice.ts";
import type { Span, ValueNode } from "./value.ts";

/**
 * Takes a provider out of the file: its tables with the comments directly above and inside them, its dotted
 * keys, or its entry in an inline table.
 *
 * @throws AppError `PROVIDER_NOT_FOUND`
 */
export function removeProvider(scanned: Scan, providerId: string): Splice[] {
  if (!readProviders(scanned).has(providerId))
    throw new AppError("PROVIDER_NOT_FOUND", { providerId });
  const own = [PROVIDERS_KEY, providerId];
  const splices: Splice[] = [];
  for (const [index, statement] of scanned.statements.entries()) {
    if (statement.kind === "header" && startsWithPath(statement.path, own))
      splices.push({ ...tableSpan(scanned.statements, index), text: "" });
    if (statement.kind !== "keyValue") continue;
    const path = absolutePath(statement);
    if (statement.header && startsWithPath(statement.header.path, own)) continue;
    if (startsWithPath(path, own))
      splices.push({ start: statement.start, end: statement.end, text: "" });
    else if (samePath(path, [PROVIDERS_KEY]))
      splices.push(...entrySplices(statement.entry.value, providerId));
  }
  return splices;
}

/** From the comments attached to a header to the last line before the next empty line after its keys. */
function tableSpan(statements: readonly Statement[], headerIndex: number): Span {
  let next = headerIndex + 1;
  while (next < statements.length && statements[next]?.kind !== "header") next += 1;
  const limit = next < statements.length ? attachedStart(statements, next) : next;
  let last = headerIndex;
  for (let index = headerIndex + 1; index < limit; index += 1) {
    const kind = statements[index]?.kind;
    const touches = last === index - 1;
    if (kind === "keyValue" || kind === "garbage" || (kind === "comment" && touches)) last = index;
  }
  const first = attachedStart(statements, headerIndex);
  const isAfterGap = first === 0 || statements[first - 1]?.kind === "blank";
  while (isAfterGap && last + 1 < limit && statements[last + 1]?.kind === "blank") last += 1;
  return { start: statements[first]?.start ?? 0, end: statements[last]?.end ?? 0 };
}

function entrySplices(table: ValueNode, providerId: string): Splice[] {
  if (table.kind !== "inlineTable") return [];
  const owned = table.entries.filter((entry) => entry.path[0] === providerId);
  return owned.length > 0 ? removeInline(table, new Set(owned)) : [];
}
