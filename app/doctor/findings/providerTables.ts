import type { ProviderField } from "../../config/providers.ts";
import { PROVIDERS_KEY } from "../../config/providers.ts";
import { ProviderTables } from "../../config/providerTable.ts";
import { stringValue } from "../../config/value.ts";
import { converted, hasRightType, isOptionalField } from "../../provider/fieldTypes.ts";
import {
  builtInProviders,
  isKnownField,
  isReservedId,
  keysBeatingLogin,
  LOGIN_KEY,
} from "../../provider/schema.ts";
import type { ConfigDocument } from "../configDocument.ts";
import type { DoctorFacts } from "../facts.ts";
import type { Report } from "../finding.ts";
import type { Fix } from "../fix.ts";
import { KnownProvider } from "../knownProvider.ts";
import { commentOut, commentOutProvider, editConfig, setFields, setText } from "../repairs.ts";
import { commentWord, safePath, safeWord } from "../safeWords.ts";

/** What in any provider's table, used or not, keeps Codex from starting (measured with Codex 0.169.0). */
export function providerTableFindings(
  _facts: DoctorFacts,
  document: ConfigDocument,
): readonly Report[] {
  return KnownProvider.allIn(document).flatMap((provider) => {
    const reserved = reservedId(provider, document);
    // What else is wrong with it goes with the table.
    if (reserved) return [reserved];
    if (isReservedId(provider.id)) return [];
    return [
      ...wrongTypes(provider, document),
      ...emptyName(provider, document),
      ...wireApi(provider, document),
      ...conflictingAuth(provider, document),
    ];
  });
}

function reservedId(provider: KnownProvider, document: ConfigDocument): Report | undefined {
  const { id, provider: found } = provider;
  if (!isReservedId(id)) return undefined;
  const keys = [...found.fields, ...found.inlineTables].flatMap(({ path }) => path.slice(0, 1));
  const open = builtInProviders[id] ?? [];
  if (open.length > 0 && keys.every((key) => open.includes(key) || !isKnownField(key)))
    return undefined;
  // Codex takes an empty table of this one id.
  const isEmpty = id === "openai" && found.headers.every(({ path }) => path.length === 2);
  if (isEmpty && keys.every((key) => !isKnownField(key))) return undefined;
  const report = {
    id: "reserved-provider-id",
    key: `reserved-provider-id ${id}`,
    place: document.placeAt(provider.start),
  } as const;
  if (!provider.isUsed) {
    const fix = commentOutProvider(found, `commented out, the id ${id} belongs to Codex itself`);
    return { ...report, details: { id, match: "" }, ...(fix && { fix }) };
  }
  const match = freeId(`${id}-custom`, document);
  const fix =
    provider.isActive && open.length === 0 ? rename(provider, match, document) : undefined;
  return { ...report, details: { id, match }, variant: "rename", ...(fix && { fix }) };
}

function freeId(wanted: string, { providers }: ConfigDocument): string {
  let id = wanted;
  for (let copy = 2; providers.has(id); copy += 1) id = `${wanted}-${copy}`;
  return id;
}

/** Older chats stay bound to the old id, which Codex then takes for its own provider. */
function rename(
  { provider }: KnownProvider,
  id: string,
  document: ConfigDocument,
): Fix | undefined {
  const away = commentOutProvider(provider, `commented out, now ${id}`);
  if (away?.kind !== "editConfig" || provider.fields.length === 0) return undefined;
  const tables = new ProviderTables(document.scanned, {
    isMisplaced: () => false,
    isUnfilled: () => false,
  });
  const tableText = tables.textOf({ ...provider, id, headers: [] });
  return editConfig(
    ...away.intents,
    { kind: "upsertProvider", providerId: id, tableText },
    { kind: "setActive", providerId: id },
  );
}

function wrongTypes(provider: KnownProvider, document: ConfigDocument): readonly Report[] {
  const { text } = document;
  return provider.provider.fields.flatMap((field) => {
    const { start, end } = field.entry.value;
    const literal = text.slice(start, end);
    const isTable = field.path.length > 0;
    if (isTable && hasRightType(field.path, text, field.entry.value)) return [];
    const key = safePath([PROVIDERS_KEY, provider.id, ...field.path]);
    const report = {
      id: "wrong-type",
      key: `wrong-type ${key}`,
      place: document.placeAt(field.entry.start),
      details: { key },
    } as const;
    const better = converted(field.path, literal, stringValue(text, field.entry.value));
    if (better !== undefined) {
      const fix = setFields(provider.id, [{ path: field.path, valueText: better }]);
      return [{ ...report, variant: "convert", fix }];
    }
    if (!isTable || (isOptionalField(field.path) && !field.parent))
      return [{ ...report, ...lineFix(field) }];
    const fix = unusedTable(provider, `commented out, ${commentWord(key)} is of the wrong kind`);
    return [{ ...report, variant: "table", ...(fix && { fix }) }];
  });
}

/** Comments out a line of the field's own. */
function lineFix({ statement, parent }: ProviderField): { readonly fix?: Fix } {
  if (parent) return {};
  return { fix: editConfig(commentOut(statement, "commented out, a value of the wrong kind")) };
}

function unusedTable({ isUsed, provider }: KnownProvider, reason: string): Fix | undefined {
  return isUsed ? undefined : commentOutProvider(provider, reason);
}

function emptyName(provider: KnownProvider, document: ConfigDocument): readonly Report[] {
  const { id } = provider;
  const field = provider.field("name");
  if (provider.field() || (field && provider.text("name")?.trim() !== "")) return [];
  if (provider.has("name") && !field) return [];
  return [
    {
      id: "empty-provider-name",
      key: `empty-provider-name ${safeWord(id)}`,
      place: document.placeAt(field?.entry.start ?? provider.start),
      details: { id: safeWord(id) },
      fix: setText(id, "name", id.trim() === "" ? "unnamed" : id),
    },
  ];
}

function wireApi(provider: KnownProvider, document: ConfigDocument): readonly Report[] {
  const { id, isOurs, isUsed } = provider;
  const field = provider.field("wire_api");
  const value = provider.text("wire_api");
  if (!field || value === undefined || value === "responses") return [];
  const fix =
    isOurs || isUsed
      ? setText(id, "wire_api", "responses")
      : unusedTable(provider, "commented out, Codex no longer speaks this wire_api");
  return [
    {
      id: "wire-api-chat",
      key: `wire-api-chat ${safeWord(id)}`,
      place: document.placeAt(field.entry.start),
      details: { id: safeWord(id), value: safeWord(value) },
      ...(!isOurs && !isUsed && { variant: "table" }),
      ...(fix && { fix }),
    },
  ];
}

function conflictingAuth(provider: KnownProvider, document: ConfigDocument): readonly Report[] {
  const { id, provider: found } = provider;
  if (!provider.has("auth")) return [];
  const hasKey = keysBeatingLogin.some((key) => provider.has(key));
  const usesLogin = provider.literal(LOGIN_KEY) === "true";
  // A command of another kind is a wrong type.
  const hasCommand = provider.field("auth", "command") && provider.text("auth", "command") !== "";
  if (hasCommand && !hasKey && !usesLogin) return [];
  const header = found.headers.find(({ path }) => path[2] === "auth");
  const place = document.placeAt(header?.start ?? provider.start);
  const report = {
    id: "conflicting-auth",
    key: `conflicting-auth ${safeWord(id)}`,
    place,
    details: { id: safeWord(id) },
  } as const;
  if (hasKey) {
    const fix = withoutAuth(provider);
    return [{ ...report, isSafe: provider.isOurs || !provider.isUsed, ...(fix && { fix }) }];
  }
  const fix = unusedTable(provider, "commented out, it cannot sign in");
  return [{ ...report, variant: "table", ...(fix && { fix }) }];
}

/** Undefined where the auth table shares a line with something else. */
function withoutAuth({ provider }: KnownProvider): Fix | undefined {
  const reason = "commented out, the provider has a key of its own";
  const headers = provider.headers.filter(({ path }) => path[2] === "auth");
  const loose = [...provider.fields, ...provider.inlineTables]
    .filter(({ path }) => path[0] === "auth")
    .flatMap((part) => ("statement" in part ? [part] : []))
    .filter(({ statement }) => !headers.some((header) => header === statement.header));
  if (loose.some(({ statement }) => !statement.entry.path.includes("auth"))) return undefined;
  const statements = new Set([...headers, ...loose.map(({ statement }) => statement)]);
  const intents = [...statements].map((statement) => commentOut(statement, reason));
  return intents.length > 0 ? editConfig(...intents) : undefined;
}
