import { serviceOf } from "../provider/providerView.ts";
import { decisiveKeys } from "../provider/schema.ts";
import { keyKindOf } from "../surroundings/keyKind.ts";
import { activeIdIn, PROVIDERS_KEY, type ProviderText, readProviders } from "./providers.ts";
import { absolutePath, type KeyValueStatement, type Scan, scan } from "./scan.ts";
import { stringValue } from "./value.ts";

/**
 * One thing that concerns us and is not what was settled, with what it is now. Values are secrets: only a hash of a
 * point may leave the engine.
 */
export type DriftPoint =
  | { readonly kind: "active"; readonly was: string; readonly now: string | undefined }
  /** The provider is gone. */
  | { readonly kind: "provider"; readonly id: string }
  /** `now` is undefined for a setting that is gone. */
  | {
      readonly kind: "field";
      readonly id: string;
      readonly name: string;
      readonly now: string | undefined;
    }
  /** A key of OpenAI's platform stands where none did. */
  | { readonly kind: "key"; readonly key: string; readonly now: string };

/** A config text in the terms that concern us. The values of fields hold secrets. */
export interface Essence {
  readonly scanned: Scan;
  readonly activeId: string | undefined;
  readonly providers: ReadonlyMap<string, ProviderText>;
  /** By the key's path. */
  readonly keys: ReadonlyMap<string, KeyValueStatement>;
}

/** Reads a config text, whatever its state. */
export function essenceOf(text: string): Essence {
  const scanned = scan(text);
  return {
    scanned,
    activeId: activeIdIn(scanned),
    providers: readProviders(scanned),
    keys: keysIn(scanned),
  };
}

const decisive: ReadonlySet<string> = new Set(decisiveKeys);

/** Whether a setting of a provider, by its name, is guarded; other settings are the user's to tune. */
export function isDecisive(name: string | undefined): boolean {
  return decisive.has(name ?? "");
}

/** In which points a text differs from the settled one. */
export function driftPoints(before: Essence, after: Essence): readonly DriftPoint[] {
  const { activeId: was } = before;
  const points: DriftPoint[] = [];
  if (was !== undefined && was !== after.activeId)
    points.push({ kind: "active", was, now: after.activeId });
  for (const provider of guarded(before)) {
    const { id } = provider;
    const other = after.providers.get(id);
    if (other) points.push(...fieldPoints(before.scanned, provider, after.scanned, other));
    else points.push({ kind: "provider", id });
  }
  for (const [key, { entry }] of after.keys)
    if (!before.keys.has(key))
      points.push({ kind: "key", key, now: stringValue(after.scanned.text, entry.value) ?? "" });
  return points;
}

/** The providers of the service, and the one in use whoever it is of. */
function guarded({ providers, activeId }: Essence): readonly ProviderText[] {
  return [...providers.values()].filter(({ id }) => id === activeId || serviceOf(id) !== "other");
}

function fieldPoints(a: Scan, one: ProviderText, b: Scan, other: ProviderText): DriftPoint[] {
  const [before, after] = [valuesOf(a, one), valuesOf(b, other)];
  const names = [...new Set([...before.keys(), ...after.keys()])];
  return names
    .filter((name) => before.get(name) !== after.get(name))
    .sort()
    .map((name) => ({ kind: "field", id: one.id, name, now: after.get(name) }));
}

/** The decisive settings with their values, however they are spelled. */
function valuesOf({ text }: Scan, { fields }: ProviderText): ReadonlyMap<string, string> {
  const values = new Map<string, string[]>();
  for (const { path, entry } of fields) {
    const [name = "", ...rest] = path;
    if (!isDecisive(name)) continue;
    const { start, end } = entry.value;
    const value = stringValue(text, entry.value) ?? text.slice(start, end);
    const known = values.get(name) ?? [];
    known.push(JSON.stringify([rest, value.replaceAll("\r\n", "\n")]));
    values.set(name, known);
  }
  return new Map([...values].map(([name, parts]) => [name, parts.sort().join()]));
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
    if (isNamed || /^sk-(?:proj|svcacct)$/.test(keyKindOf(value)))
      found.set(path.join("."), statement);
  }
  return found;
}
