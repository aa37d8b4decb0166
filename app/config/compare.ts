import { isTable, type TomlTable } from "./parse.ts";
import { startsWithPath } from "./providers.ts";

/** Documents nested deeper than this are not compared but taken for different; Codex refuses them anyway. */
const MAX_DEPTH = 200;

const emptyTable: TomlTable = Object.freeze(Object.create(null));

/** The first path, outside the allowed ones and all below them, at which two parsed documents differ. */
export function firstChange(
  before: unknown,
  after: unknown,
  allowed: readonly (readonly string[])[],
  path: readonly string[] = [],
): readonly string[] | undefined {
  if (allowed.some((prefix) => startsWithPath(path, prefix))) return undefined;
  if (path.length > MAX_DEPTH) return path;
  if (isTable(before) && isTable(after)) return firstChangeInTable(before, after, allowed, path);
  // A table on the way to an allowed path may come into being or go with its last entry.
  const leadsToAllowed = allowed.some((prefix) => startsWithPath(prefix, path));
  if (leadsToAllowed && before === undefined && isTable(after))
    return firstChangeInTable(emptyTable, after, allowed, path);
  if (leadsToAllowed && after === undefined && isTable(before))
    return firstChangeInTable(before, emptyTable, allowed, path);
  return isEqual(before, after, path.length) ? undefined : path;
}

function firstChangeInTable(
  before: TomlTable,
  after: TomlTable,
  allowed: readonly (readonly string[])[],
  path: readonly string[],
): readonly string[] | undefined {
  for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const changed = firstChange(before[key], after[key], allowed, [...path, key]);
    if (changed) return changed;
  }
  return undefined;
}

/** Whether two parsed values mean the same; the order of keys in a table does not count. */
export function isEqual(a: unknown, b: unknown, depth = 0): boolean {
  if (Object.is(a, b)) return true;
  if (depth > MAX_DEPTH) return false;
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((item, index) => isEqual(item, b[index], depth + 1));
  // Not String(date): that rounds to seconds and forgets the offset.
  if (a instanceof Date && b instanceof Date) return a.toISOString() === b.toISOString();
  if (!isTable(a) || !isTable(b)) return false;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => key in b && isEqual(a[key], b[key], depth + 1))
  );
}

/** The value at a path of a parsed document, or undefined. */
export function valueAt(document: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((value, key) => (isTable(value) ? value[key] : undefined), document);
}
