import { AppError } from "../errors.ts";
import { serviceOf } from "../readState.ts";
import { keyKindOf } from "../surroundings/keyKind.ts";
import type { Intent } from "./edit.ts";
import {
  activeIdIn,
  PROVIDERS_KEY,
  type ProviderField,
  type ProviderText,
  readProviders,
} from "./providers.ts";
import { ProviderTables } from "./providerTable.ts";
import { redactText } from "./redact.ts";
import { absolutePath, type KeyValueStatement, type Scan, scan } from "./scan.ts";
import { stringValue } from "./value.ts";
import { withVisibleTricks } from "./visibleText.ts";

/** Something in config.toml that this program or its user had settled, and that somebody else has changed. */
export type DriftChange =
  | { readonly kind: "activeReplaced"; readonly was: string; readonly is: string | undefined }
  | { readonly kind: "providerRemoved"; readonly id: string }
  /** `fields` are names of settings, without their values. */
  | { readonly kind: "providerAltered"; readonly id: string; readonly fields: readonly string[] }
  /** A key of OpenAI's platform stands where none did; `key` is the setting's name. */
  | { readonly kind: "keyAppeared"; readonly key: string };

/** What decides where a provider's requests go, and with which credential. Other settings are the user's to tune. */
const decisive: ReadonlySet<string> = new Set([
  "base_url",
  "wire_api",
  "requires_openai_auth",
  "experimental_bearer_token",
  "env_key",
  "auth",
  "http_headers",
  "env_http_headers",
  "query_params",
]);

/** A config text in the terms that concern us. The values of fields hold secrets. */
interface Essence {
  readonly scanned: Scan;
  readonly activeId: string | undefined;
  readonly providers: ReadonlyMap<string, ProviderText>;
  /** By the key's path. */
  readonly keys: ReadonlyMap<string, KeyValueStatement>;
}

/**
 * What has changed that concerns us, between the text as it was last settled and the one that is there now. Comments,
 * order, spelling, line breaks and everything Codex itself writes (trust, notices, MCP servers, features) do not.
 */
export function driftBetween(settled: string, now: string): readonly DriftChange[] {
  if (settled === now) return [];
  const [before, after] = [essenceOf(settled), essenceOf(now)];
  const changes: DriftChange[] = [];
  const { activeId: was } = before;
  if (was !== undefined && was !== after.activeId)
    changes.push({
      kind: "activeReplaced",
      was: shown(was),
      is: after.activeId && shown(after.activeId),
    });
  for (const provider of guarded(before)) {
    const other = after.providers.get(provider.id);
    const fields = other ? differingFields(before.scanned, provider, after.scanned, other) : [];
    if (!other) changes.push({ kind: "providerRemoved", id: shown(provider.id) });
    else if (fields.length > 0)
      changes.push({ kind: "providerAltered", id: shown(provider.id), fields });
  }
  for (const key of after.keys.keys())
    if (!before.keys.has(key)) changes.push({ kind: "keyAppeared", key: shown(key) });
  return changes;
}

/** Tells one state of what concerns us from another. It holds secrets: only its hash may be kept. */
export function driftFingerprint(settled: string, now: string): string {
  const after = essenceOf(now);
  const providers = guarded(essenceOf(settled)).map(({ id }) => {
    const provider = after.providers.get(id);
    return [id, provider ? [...valuesOf(after.scanned, provider)] : undefined];
  });
  return JSON.stringify([after.activeId, providers, [...after.keys.keys()]]);
}

/**
 * What brings the settled state back, and leaves everything else as it is now.
 *
 * @throws AppError `UNSUPPORTED_LAYOUT` where a setting cannot be taken out by itself
 */
export function repairIntents(settled: string, now: string): readonly Intent[] {
  const [before, after] = [essenceOf(settled), essenceOf(now)];
  const tables = new ProviderTables(before.scanned, {
    isMisplaced: () => false,
    isUnfilled: () => false,
  });
  const added: Intent[] = [];
  const restored: Intent[] = [];
  for (const provider of guarded(before)) {
    const other = after.providers.get(provider.id);
    const fields = other ? differingFields(before.scanned, provider, after.scanned, other) : [];
    if (other && fields.length === 0) continue;
    const tableText = tables.textOf(provider);
    restored.push({ kind: "upsertProvider", providerId: provider.id, tableText });
    for (const field of other?.fields ?? []) {
      const [name = ""] = field.path;
      if (fields.includes(name) && !provider.fields.some(({ path }) => path[0] === name))
        added.push(commentOutOf(field));
    }
  }
  for (const [key, statement] of after.keys)
    if (!before.keys.has(key)) added.push({ kind: "commentOut", statement });
  const { activeId } = before;
  const active: Intent[] =
    activeId !== undefined && activeId !== after.activeId
      ? [{ kind: "setActive", providerId: activeId }]
      : [];
  return [
    ...new Map(added.map((intent) => [keyOf(intent), intent])).values(),
    ...restored,
    ...active,
  ];
}

function commentOutOf({ statement, parent }: ProviderField): Intent {
  if (parent) throw new AppError("UNSUPPORTED_LAYOUT", { key: absolutePath(statement).join(".") });
  return { kind: "commentOut", statement };
}

/** A statement is commented out once, however many of its fields ask for that. */
function keyOf(intent: Intent): unknown {
  return "statement" in intent ? intent.statement : intent;
}

/** Whether there is anything in a text that is worth guarding. */
export function hasOwnProvider(text: string): boolean {
  return [...readProviders(scan(text)).keys()].some((id) => serviceOf(id) !== "other");
}

/** The providers of the service, and the one in use whoever it is of. */
function guarded({ providers, activeId }: Essence): readonly ProviderText[] {
  return [...providers.values()].filter(({ id }) => id === activeId || serviceOf(id) !== "other");
}

function essenceOf(text: string): Essence {
  const scanned = scan(text);
  return {
    scanned,
    activeId: activeIdIn(scanned),
    providers: readProviders(scanned),
    keys: keysIn(scanned),
  };
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

function differingFields(a: Scan, one: ProviderText, b: Scan, other: ProviderText): string[] {
  const [before, after] = [valuesOf(a, one), valuesOf(b, other)];
  const names = new Set([...before.keys(), ...after.keys()]);
  return [...names].filter((name) => before.get(name) !== after.get(name)).sort();
}

/** The decisive settings with their values, however they are spelled. */
function valuesOf({ text }: Scan, { fields }: ProviderText): ReadonlyMap<string, string> {
  const values = new Map<string, string[]>();
  for (const { path, entry } of fields) {
    const [name = "", ...rest] = path;
    if (!decisive.has(name)) continue;
    const { start, end } = entry.value;
    const value = stringValue(text, entry.value) ?? text.slice(start, end);
    const known = values.get(name) ?? [];
    known.push(JSON.stringify([rest, value.replaceAll("\r\n", "\n")]));
    values.set(name, known);
  }
  return new Map([...values].map(([name, parts]) => [name, parts.sort().join()]));
}

function shown(name: string): string {
  return redactText(withVisibleTricks(name));
}
