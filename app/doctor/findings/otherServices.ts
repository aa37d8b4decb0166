import { PROVIDERS_KEY } from "../../config/providers.ts";
import { absolutePath, type KeyValueStatement } from "../../config/scan.ts";
import { stringValue } from "../../config/value.ts";
import { isThisMachine } from "../../provider/address.ts";
import { putBlockBack } from "../accountBlock.ts";
import type { ConfigDocument } from "../configDocument.ts";
import type { DoctorFacts } from "../facts.ts";
import type { Report } from "../finding.ts";
import { KnownProvider } from "../knownProvider.ts";
import { commentOutProvider, editConfig, takeOut } from "../repairs.ts";
import { commentWord, safePath, safeWord } from "../safeWords.ts";

/** What is left of services used before: keys of OpenAI, and providers that are not in use. */
export function otherServiceFindings(
  facts: DoctorFacts,
  document: ConfigDocument,
): readonly Report[] {
  return [...looseKeys(document), ...keysOfOurs(facts, document), ...oldProviders(document)];
}

/** Keys that Codex ignores, at the root or in a provider; an MCP server may need its own. */
const ignoredKeys: ReadonlySet<string> = new Set(["openai_api_key", "api_key"]);

function looseKeys(document: ConfigDocument): readonly Report[] {
  return document.scanned.statements.flatMap((statement) => {
    if (statement.kind !== "keyValue" || !isIgnoredKey(statement)) return [];
    if (!stringValue(document.text, statement.entry.value)?.trim()) return [];
    const path = absolutePath(statement);
    const place = document.placeAt(statement.start);
    const reason = `took ${commentWord(path.at(-1) ?? "")} out, the backup still has it`;
    return [
      {
        id: "openai-key-in-config",
        key: `openai-key-in-config ${safePath(path)}`,
        place,
        details: { key: safePath(path), id: "" },
        fix: editConfig(takeOut(statement, reason)),
      } as const,
    ];
  });
}

function isIgnoredKey(statement: KeyValueStatement): boolean {
  if (!ignoredKeys.has(statement.entry.path.at(-1)?.toLowerCase() ?? "")) return false;
  const path = absolutePath(statement);
  return path.length === 1 || (path.length === 3 && path[0] === PROVIDERS_KEY);
}

/** By what OpenAI alone puts into its keys; other services hand out `sk-…` as well. */
const openaiKey = /\bsk-(?:proj|svcacct|admin)-|T3BlbkFJ/;

function keysOfOurs(facts: DoctorFacts, document: ConfigDocument): readonly Report[] {
  return KnownProvider.allIn(document).flatMap((provider) => {
    const { id, isOurs, isUsed } = provider;
    if (!isOurs) return [];
    const header = provider.authorization("http_headers");
    const field = provider.field("experimental_bearer_token") ?? header;
    const value = field && provider.text(...field.path);
    if (!field || value === undefined || !openaiKey.test(value)) return [];
    const fix = putBlockBack(facts, id);
    return [
      {
        id: "openai-key-in-config",
        key: `openai-key-in-config ${safeWord(id)}`,
        severity: isUsed ? "error" : "warning",
        place: document.placeAt(field.entry.start),
        details: { id: safeWord(id), key: safePath([PROVIDERS_KEY, id, ...field.path]) },
        variant: fix ? "block" : "provider",
        ...(fix && { fix }),
      } as const,
    ];
  });
}

/** Only beside a PhotonMark provider; a server of one's own is no old service. */
function oldProviders(document: ConfigDocument): readonly Report[] {
  const all = KnownProvider.allIn(document);
  if (!all.some(({ isOurs }) => isOurs)) return [];
  return all.flatMap((provider) => {
    const { id, provider: found } = provider;
    const url = provider.text("base_url") ?? "";
    if (provider.isOurs || provider.isUsed || !isRemote(url)) return [];
    const fix = commentOutProvider(found, "commented out, a provider of another service");
    return [
      {
        id: "old-provider",
        key: `old-provider ${safeWord(id)}`,
        place: document.placeAt(provider.start),
        details: { id: safeWord(id) },
        ...(fix && { fix }),
      } as const,
    ];
  });
}

/** Whether an address leads out of the user's own network. */
function isRemote(address: string): boolean {
  const host = /^https?:\/\/(?:[^/@]*@)?(\[[^\]]*\]|[^/:?#]+)/i.exec(address)?.[1]?.toLowerCase();
  if (host === undefined || !/[.:]/.test(host)) return false;
  if (isThisMachine(host)) return false;
  if (host.startsWith("[")) return !/^\[f[cde]/.test(host);
  return !/^(?:10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|169\.254\.)|\.(?:local|lan|internal|home)$/.test(
    host,
  );
}
