import {
  activeIdIn,
  PROVIDERS_KEY,
  type ProviderText,
  readProviders,
} from "../config/providers.ts";
import { redactText } from "../config/redact.ts";
import { absolutePath, type KeyValueStatement, type Scan, scan } from "../config/scan.ts";
import { stringValue } from "../config/value.ts";
import { serviceOf } from "../provider/providerView.ts";
import { decisiveKeys } from "../provider/schema.ts";
import { keyKindOf } from "../surroundings/keyKind.ts";
import type { Items, Settings } from "./drift.ts";

/** An item that is not what it was; undefined: it is not there. Hashes stand for the values of settings and keys. */
export type Difference =
  | { readonly kind: "active"; readonly was: string; readonly now: string | undefined }
  | { readonly kind: "provider"; readonly id: string }
  | {
      readonly kind: "setting";
      readonly id: string;
      readonly name: string;
      readonly was: string | undefined;
      readonly now: string | undefined;
    }
  | { readonly kind: "key"; readonly path: string; readonly now: string };

/** Makes a text that tells nothing of a secret. */
export type Hash = (value: string) => string;

/** A config text as far as it is watched. */
export interface WatchedText {
  readonly scanned: Scan;
  readonly activeId: string | undefined;
  readonly providers: ReadonlyMap<string, ProviderText>;
  /** Statements with keys of OpenAI's platform, by the path of the setting. */
  readonly keys: ReadonlyMap<string, KeyValueStatement>;
}

/** Reads a config text, whatever its state. */
export function readWatched(text: string): WatchedText {
  const scanned = scan(text);
  return {
    scanned,
    activeId: activeIdIn(scanned),
    providers: readProviders(scanned),
    keys: keysIn(scanned),
  };
}

const deciding: ReadonlySet<string> = new Set(decisiveKeys);

/** Whether a setting of a provider, by its name, is watched; other settings are the user's to tune. */
export function isDeciding(name: string | undefined): boolean {
  return deciding.has(name ?? "");
}

/**
 * The items of a text: the providers of the service, and the active one whoever it is of.
 *
 * @param activeId - the provider that counts as active
 */
export function itemsOf(
  watched: WatchedText,
  hash: Hash,
  activeId: string | undefined = watched.activeId,
): Items {
  const { providers, keys } = watched;
  const own = [...providers.values()].filter(({ id }) => id === activeId || isOwn(id));
  // A token may stand where an id belongs.
  const isName = providers.has(activeId ?? "") || isHarmless(activeId ?? "");
  return {
    active: isName ? activeId : undefined,
    providers: Object.fromEntries(own.map((one) => [one.id, settingsOf(watched, one, hash)])),
    keys: [...keys.keys()],
  };
}

/** Whether there is anything in a text that is worth watching. */
export function hasOwnProvider(text: string): boolean {
  return [...readProviders(scan(text)).keys()].some(isOwn);
}

function isOwn(providerId: string): boolean {
  return serviceOf(providerId) !== "other";
}

/** What has changed since the baseline. A key that is gone is nothing to warn of. */
export function differences(items: Items, now: WatchedText, hash: Hash): readonly Difference[] {
  const { active: was, providers } = items;
  const keys = new Set(items.keys);
  const found: Difference[] = [];
  if (was !== undefined && was !== now.activeId)
    found.push({ kind: "active", was, now: now.activeId });
  for (const [id, settings] of Object.entries(providers)) {
    const provider = now.providers.get(id);
    if (provider) found.push(...settingDifferences(id, settings, settingsOf(now, provider, hash)));
    else found.push({ kind: "provider", id });
  }
  for (const [path, { entry }] of now.keys)
    if (!keys.has(path)) {
      const value = stringValue(now.scanned.text, entry.value) ?? "";
      found.push({ kind: "key", path, now: hash(value) });
    }
  return found;
}

function settingDifferences(id: string, before: Settings, after: Settings): Difference[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  return names
    .filter((name) => before[name] !== after[name])
    .map((name) => ({ kind: "setting", id, name, was: before[name], now: after[name] }));
}

/** The names of the settings that are not what they were, by the id of the provider. */
export function alteredSettings(
  found: readonly Difference[],
): ReadonlyMap<string, ReadonlySet<string>> {
  const altered = new Map<string, Set<string>>();
  for (const one of found)
    if (one.kind === "setting")
      altered.set(one.id, (altered.get(one.id) ?? new Set<string>()).add(one.name));
  return altered;
}

/** The deciding settings of a provider, however they are spelled. */
export function settingsOf(
  { scanned: { text } }: WatchedText,
  { fields }: ProviderText,
  hash: Hash,
): Settings {
  const values = new Map<string, string[]>();
  for (const { path, entry } of fields) {
    const [name = "", ...rest] = path;
    if (!isDeciding(name)) continue;
    const { start, end } = entry.value;
    const value = stringValue(text, entry.value) ?? text.slice(start, end);
    const known = values.get(name) ?? [];
    known.push(JSON.stringify([rest, value.replaceAll("\r\n", "\n")]));
    values.set(name, known);
  }
  return Object.fromEntries([...values].map(([name, parts]) => [name, hash(parts.sort().join())]));
}

/** Whether a name shows nothing that looks like a secret. */
function isHarmless(name: string): boolean {
  return redactText(name) === name;
}

/** Keys at the root and in providers. MCP servers may be given what they need. */
function keysIn(scanned: Scan): ReadonlyMap<string, KeyValueStatement> {
  const found = new Map<string, KeyValueStatement>();
  for (const statement of scanned.statements) {
    if (statement.kind !== "keyValue") continue;
    const path = absolutePath(statement);
    if (path.length > 1 && path[0] !== PROVIDERS_KEY) continue;
    const value = stringValue(scanned.text, statement.entry.value) ?? "";
    const isNamed = path.at(-1) === "OPENAI_API_KEY" && value !== "";
    if (!isNamed && !/^sk-(?:proj|svcacct)$/.test(keyKindOf(value))) continue;
    const name = path.join(".");
    // A token may stand where a name belongs; the id of a provider is a name.
    if (isHarmless(path.slice(path.length > 1 ? 2 : 0).join("."))) found.set(name, statement);
  }
  return found;
}
