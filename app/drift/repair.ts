import type { Intent } from "../config/edit.ts";
import { PROVIDERS_KEY, type ProviderText, samePath, startsWithPath } from "../config/providers.ts";
import { ProviderTables } from "../config/providerTable.ts";
import type { Scan } from "../config/scan.ts";
import { tableTextOf, type WantedField } from "../config/wantedFields.ts";
import type { Items, Settings } from "./drift.ts";
import {
  alteredSettings,
  differences,
  type Hash,
  isDeciding,
  readWatched,
  settingsOf,
  type WatchedText,
} from "./items.ts";

/** A provider whose text is needed to put it back. */
export interface Need {
  readonly providerId: string;
  /** What its settings must be there. */
  readonly settings: Settings;
  /** Whether these must be all its deciding settings. */
  readonly isWhole: boolean;
}

/** By the id of a provider, a text that has it as the baseline wants it. */
export type Sources = ReadonlyMap<string, WatchedText>;

/** What a repair needs from older texts: the blocks that are gone and the settings that were altered. */
export function needsOf(items: Items, now: WatchedText, hash: Hash): readonly Need[] {
  const altered = alteredSettings(differences(items, now, hash));
  return needsOfAll(items).flatMap((need): Need[] => {
    if (!now.providers.has(need.providerId)) return [need];
    const names = altered.get(need.providerId);
    const wanted = Object.entries(need.settings).filter(([name]) => names?.has(name));
    return wanted.length > 0
      ? [{ ...need, settings: Object.fromEntries(wanted), isWhole: false }]
      : [];
  });
}

/** What a repair would need if every provider were gone. */
export function needsOfAll({ providers }: Items): readonly Need[] {
  return Object.entries(providers).map(([providerId, settings]) => ({
    providerId,
    settings,
    isWhole: true,
  }));
}

/** Whether a text has what is needed. */
export function holds(
  watched: WatchedText,
  { providerId, settings, isWhole }: Need,
  hash: Hash,
): boolean {
  const provider = watched.providers.get(providerId);
  if (!provider) return false;
  const present = settingsOf(watched, provider, hash);
  const wanted = Object.entries(settings);
  return (
    (!isWhole || Object.keys(present).length === wanted.length) &&
    wanted.every(([name, value]) => present[name] === value)
  );
}

/**
 * What brings the baseline back as far as there are sources, and leaves everything else as it is now. A provider that
 * cannot be brought back is not made active either: Codex would not start.
 */
export function repairIntents(
  items: Items,
  text: string,
  hash: Hash,
  sources: Sources,
): readonly Intent[] {
  const now = readWatched(text);
  const found = differences(items, now, hash);
  const missing = needsOf(items, now, hash).filter((need) => {
    const source = sources.get(need.providerId);
    return !source || !holds(source, need, hash);
  });
  const lost = new Set(missing.map(({ providerId }) => providerId));
  const altered = alteredSettings(found);
  // A key in one of these goes with what is put back.
  const restored = new Set(
    [...altered].flatMap(([id, names]) =>
      lost.has(id) ? [] : [...names].map((name) => `${PROVIDERS_KEY}.${id}.${name}`),
    ),
  );
  // In this order: the places of statements are known before anything else has moved.
  const keys: Intent[] = [];
  const providers: Intent[] = [];
  const active: Intent[] = [];
  for (const one of found) {
    if (one.kind === "active" && (now.providers.has(one.was) || !lost.has(one.was)))
      active.push({ kind: "setActive", providerId: one.was });
    if (one.kind === "provider" && !lost.has(one.id))
      providers.push(...tableIntents(sources.get(one.id), one.id));
    const statement = one.kind === "key" && now.keys.get(one.path);
    if (statement && !restored.has(one.path)) keys.push({ kind: "commentOut", statement });
  }
  for (const [id, names] of altered) {
    const kept = new Set(Object.keys(items.providers[id] ?? {}));
    if (!lost.has(id)) providers.push(...settingIntents(sources.get(id), now, id, names, kept));
  }
  return [...keys, ...providers, ...active];
}

/** Puts a provider back in one piece. */
function tableIntents(source: WatchedText | undefined, providerId: string): Intent[] {
  const provider = source?.providers.get(providerId);
  if (!source || !provider) return [];
  const filter = { isMisplaced: () => false, isUnfilled: () => false };
  const tableText = new ProviderTables(source.scanned, filter).textOf(provider);
  return [{ kind: "upsertProvider", providerId, tableText }];
}

/**
 * Puts settings of a provider back by name. What decides beside them is named as it is now, because credentials that
 * an edit does not name have to go.
 *
 * @param source - where their text is; undefined: they are only taken out
 * @param altered - the names of those that are not what they were
 * @param kept - the names of those that the baseline has; others that were altered are taken out
 */
function settingIntents(
  source: WatchedText | undefined,
  after: WatchedText,
  providerId: string,
  altered: ReadonlySet<string>,
  kept: ReadonlySet<string>,
): Intent[] {
  const isAltered = ([name = ""]: readonly string[]) => altered.has(name);
  const isBroughtBack = ([name = ""]: readonly string[]) => altered.has(name) && kept.has(name);
  const was = source?.providers.get(providerId);
  const now = after.providers.get(providerId);
  if (!now) return [];
  const earlier = (was?.fields ?? []).filter(({ path }) => isBroughtBack(path));
  const removed = new Map<string, Intent>();
  for (const field of now.fields.filter(({ path }) => isAltered(path))) {
    if (earlier.some(({ path }) => samePath(path, field.path))) continue;
    const isShared = earlier.some(({ path }) => path[0] === field.path[0]);
    const path = isShared ? field.path : field.path.slice(0, 1);
    removed.set(JSON.stringify(path), { kind: "removeField", providerId, path });
  }
  if (!source || !was || earlier.length === 0) return [...removed.values()];
  const wanted = [
    ...linesOf(source.scanned, was, isBroughtBack),
    ...linesOf(after.scanned, now, (path) => isDeciding(path[0]) && !isAltered(path)),
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
