import type { Baseline } from "./drift.ts";
import { differences, type Hash, itemsOf, readWatched } from "./items.ts";

/** SHA-256 of a text, in hex. */
export type RevisionOf = (text: string) => string;

/** The hashes of one baseline. */
export function hashOf({ salt }: Pick<Baseline, "salt">, revisionOf: RevisionOf): Hash {
  return (value) => revisionOf(`${salt}\n${value}`);
}

/** A text as the baseline. */
export function baselineOf(text: string, salt: string, revisionOf: RevisionOf): Baseline {
  return { salt, items: itemsOf(readWatched(text), hashOf({ salt }, revisionOf)) };
}

/**
 * The baseline after a write of ours: what was written, except where it left as it was what another program had changed
 * before. The user has not answered to that.
 *
 * @param before - the text that the write found
 */
export function baselineAfterWrite(
  { salt, items }: Baseline,
  before: string,
  written: string,
  revisionOf: RevisionOf,
): Baseline {
  const hash = hashOf({ salt }, revisionOf);
  const watched = readWatched(written);
  const open = new Set(
    differences(items, readWatched(before), hash).map((one) => JSON.stringify(one)),
  );
  const left =
    open.size === 0
      ? []
      : differences(items, watched, hash).filter((one) => open.has(JSON.stringify(one)));
  const activeId = left.find(({ kind }) => kind === "active") ? items.active : undefined;
  const result = itemsOf(watched, hash, activeId);
  const providers = { ...result.providers };
  for (const one of left) {
    if (one.kind === "provider") providers[one.id] = items.providers[one.id] ?? {};
    if (one.kind === "setting") {
      const { [one.name]: _now, ...others } = providers[one.id] ?? {};
      providers[one.id] = { ...others, ...(one.was !== undefined && { [one.name]: one.was }) };
    }
  }
  const appeared = new Set(left.flatMap((one) => (one.kind === "key" ? [one.path] : [])));
  const keys = result.keys.filter((path) => !appeared.has(path));
  return { salt, items: { ...result, providers, keys } };
}
