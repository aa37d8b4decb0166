import { AppError } from "../errors.ts";
import { fingerprint } from "./drift.ts";
import {
  type DriftPoint,
  driftPoints,
  type Essence,
  essenceOf,
  isDecisive,
} from "./driftPoints.ts";
import { edit, type Intent } from "./edit.ts";
import { PROVIDERS_KEY, type ProviderText, samePath, startsWithPath } from "./providers.ts";
import { ProviderTables } from "./providerTable.ts";
import type { Scan } from "./scan.ts";
import { tableTextOf, type WantedField } from "./wantedFields.ts";

/**
 * What brings the settled state back, and leaves everything else as it is now.
 *
 * @param isWanted - asked of each point in which the texts differ; the others stay as they are now
 */
export function repairIntents(
  settled: string,
  now: string,
  isWanted: (point: DriftPoint) => boolean = () => true,
): readonly Intent[] {
  const [before, after] = [essenceOf(settled), essenceOf(now)];
  const points = driftPoints(before, after).filter(isWanted);
  const tables = new ProviderTables(before.scanned, {
    isMisplaced: () => false,
    isUnfilled: () => false,
  });
  // In this order: the places of statements are known before anything else has moved.
  const keys: Intent[] = [];
  const providers: Intent[] = [];
  const active: Intent[] = [];
  for (const point of points) {
    if (point.kind === "active") active.push({ kind: "setActive", providerId: point.was });
    if (point.kind === "provider") {
      const provider = before.providers.get(point.id);
      if (!provider) continue;
      const tableText = tables.textOf(provider);
      providers.push({ kind: "upsertProvider", providerId: point.id, tableText });
    }
    if (point.kind !== "key" || isRestoredField(point.key, points)) continue;
    const statement = after.keys.get(point.key);
    if (statement) keys.push({ kind: "commentOut", statement });
  }
  const altered = new Set(points.flatMap((point) => (point.kind === "field" ? [point.id] : [])));
  for (const id of altered) {
    const names = points.flatMap((one) =>
      one.kind === "field" && one.id === id ? [one.name] : [],
    );
    providers.push(...fieldIntents(before, after, id, new Set(names)));
  }
  return [...keys, ...providers, ...active];
}

/** Whether a key stands in a setting that is put back anyway. */
function isRestoredField(key: string, points: readonly DriftPoint[]): boolean {
  return points.some(
    (point) => point.kind === "field" && key === `${PROVIDERS_KEY}.${point.id}.${point.name}`,
  );
}

/**
 * Puts settings of a provider back by name. What decides beside them is named as it is now, because credentials that
 * an edit does not name have to go.
 */
function fieldIntents(
  before: Essence,
  after: Essence,
  providerId: string,
  names: ReadonlySet<string>,
): Intent[] {
  const isNamed = (path: readonly string[]) => names.has(path[0] ?? "");
  const was = before.providers.get(providerId);
  const now = after.providers.get(providerId);
  if (!was || !now) return [];
  const settled = was.fields.filter(({ path }) => isNamed(path));
  const removed = new Map<string, Intent>();
  for (const field of now.fields.filter(({ path }) => isNamed(path))) {
    if (settled.some(({ path }) => samePath(path, field.path))) continue;
    const isShared = settled.some(({ path }) => path[0] === field.path[0]);
    const path = isShared ? field.path : field.path.slice(0, 1);
    removed.set(JSON.stringify(path), { kind: "removeField", providerId, path });
  }
  if (settled.length === 0) return [...removed.values()];
  const wanted = [
    ...linesOf(before.scanned, was, isNamed),
    ...linesOf(after.scanned, now, (path) => isDecisive(path[0]) && !isNamed(path)),
  ];
  const tableText = `${tableTextOf(providerId, wanted, "\n")}\n`;
  return [...removed.values(), { kind: "upsertProvider", providerId, tableText }];
}

/** The fields of a provider; an inline table in one piece. */
function linesOf(
  { text }: Scan,
  { fields, inlineTables }: ProviderText,
  isWanted: (path: readonly string[]) => boolean,
): WantedField[] {
  const tables = inlineTables.filter(
    ({ path }) =>
      path.length > 0 &&
      !inlineTables.some((outer) => outer.path.length > 0 && isInside(path, outer.path)),
  );
  const single = fields
    .filter(({ path }) => !tables.some((table) => isInside(path, table.path)))
    .map(({ path, entry }) => ({ path, value: entry.value }));
  return [...tables, ...single]
    .filter(({ path }) => isWanted(path))
    .map(({ path, value }) => ({ path, valueText: text.slice(value.start, value.end) }));
}

function isInside(path: readonly string[], outer: readonly string[]): boolean {
  return path.length > outer.length && startsWithPath(path, outer);
}

/**
 * What is settled after a write of ours: what was written, but for what somebody else had changed before it and the write
 * has left as it found it. The user has not answered to that.
 *
 * @param before - the text that the write found
 */
export function settledAfterWrite(settled: string, before: string, written: string): string {
  const open = new Set(driftPoints(essenceOf(settled), essenceOf(before)).map(fingerprint));
  if (open.size === 0) return written;
  try {
    return edit(
      written,
      repairIntents(settled, written, (point) => open.has(fingerprint(point))),
    );
  } catch (error) {
    // A layout that cannot be edited: better to tell of a change of our own, too, than of none.
    if (error instanceof AppError) return settled;
    throw error;
  }
}
