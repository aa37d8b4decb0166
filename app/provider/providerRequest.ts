import { isTable, type TomlTable } from "../config/parse.ts";
import { readAddress } from "./address.ts";
import { LOGIN_KEY } from "./schema.ts";

/** What Codex would send to a provider, as far as the file says it. Holds the provider's key. */
export interface ProviderRequest {
  /** `{base_url}/models` with the provider's query parameters. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Headers whose value is in an environment variable: its name by the header's. */
  readonly headerVariables: Readonly<Record<string, string>>;
  /** The environment variable that holds the key. */
  readonly keyVariable: string | undefined;
}

/** Why a provider is not asked. */
export type NotAsked =
  /** Without an address Codex sends the key to OpenAI (measured with Codex 0.169.0). */
  | "noAddress"
  /** The key would travel in the clear. */
  | "insecure"
  /** No web address: without a scheme Codex only tries again and again (measured with Codex 0.169.0). */
  | "malformedAddress"
  /** Codex asks a program for the key, and this program runs none for it. */
  | "keyFromProgram"
  /** Codex uses its own login, which is not ours to read. */
  | "ownLogin"
  /** Codex drops a key with a line break in silence (measured with Codex 0.169.0). */
  | "malformedKey";

/** Names that belong to the connection; a table that sets them would break the request. */
const connectionHeaders: ReadonlySet<string> = new Set([
  "host",
  "connection",
  "content-length",
  "transfer-encoding",
  "upgrade",
  "expect",
  "te",
  "trailer",
]);

const headerName = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
const headerValue = /^[\t -~\u0080-\u00ff]*$/;

/**
 * The request that asks a provider for its models, which costs nothing, with the provider's own credentials.
 * `env_key` beats `experimental_bearer_token`, which beats an `Authorization` header (measured with Codex 0.169.0).
 */
export function providerRequest(table: TomlTable): ProviderRequest | NotAsked {
  const baseUrl = textAt(table, "base_url");
  if (baseUrl === "") return "noAddress";
  const url = modelsUrl(baseUrl, textsAt(table, "query_params"));
  if (typeof url === "string") return url;
  if (table.auth !== undefined) return "keyFromProgram";
  const { gateway_oauth: gateway } = table;
  if (gateway !== undefined)
    return isTable(gateway) && gateway.credential_export !== undefined
      ? "keyFromProgram"
      : "ownLogin";
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(textsAt(table, "http_headers")))
    if (isOwnHeader(name) && headerValue.test(value)) headers[name.toLowerCase()] = value;
  const headerVariables: Record<string, string> = {};
  for (const [name, variable] of Object.entries(textsAt(table, "env_http_headers")))
    if (isOwnHeader(name)) headerVariables[name.toLowerCase()] = variable;
  const keyVariable = textAt(table, "env_key") || undefined;
  const token = textAt(table, "experimental_bearer_token");
  if (keyVariable === undefined && token !== "") {
    if (!/^[ -~]+$/.test(token)) return "malformedKey";
    headers.authorization = `Bearer ${token}`;
    delete headerVariables.authorization;
  }
  const hasKey = keyVariable !== undefined || token !== "";
  if (table[LOGIN_KEY] === true && !hasKey) return "ownLogin";
  return { url: url.href, headers, headerVariables, keyVariable };
}

function modelsUrl(
  baseUrl: string,
  parameters: Readonly<Record<string, string>>,
): URL | "malformedAddress" | "insecure" {
  const url = readAddress(baseUrl);
  if (typeof url === "string") return url === "insecure" ? url : "malformedAddress";
  url.pathname = `${url.pathname.replace(/\/+$/, "")}/models`;
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  url.hash = "";
  return url;
}

function isOwnHeader(name: string): boolean {
  return headerName.test(name) && !connectionHeaders.has(name.toLowerCase());
}

function textAt(table: TomlTable, key: string): string {
  const value = table[key];
  return typeof value === "string" ? value : "";
}

function textsAt(table: TomlTable, key: string): Readonly<Record<string, string>> {
  const value = table[key];
  if (!isTable(value)) return {};
  return Object.fromEntries(
    Object.entries(value).filter(
      (entry): entry is [string, string] => typeof entry[1] === "string",
    ),
  );
}
