import { AppError, type ErrorCode } from "../errors.ts";
import { isTable, type TomlTable } from "./parse.ts";
import { PROVIDERS_KEY } from "./providers.ts";
import { hasTricks, withVisibleTricks } from "./visibleText.ts";

/** Ids of Codex's own providers; a file that defines one is refused (measured with Codex 0.169.0). */
const reservedIds: ReadonlySet<string> = new Set([
  "openai",
  "ollama",
  "lmstudio",
  "amazon-bedrock",
  "gcp",
]);

type FieldType = "string" | "integer" | "boolean" | "table" | "stringTable";

/** A wrong type in any provider, even an unused one, keeps Codex from starting (measured with Codex 0.169.0). */
const fieldTypes: Readonly<Record<string, FieldType>> = {
  name: "string",
  base_url: "string",
  env_key: "string",
  env_key_instructions: "string",
  experimental_bearer_token: "string",
  wire_api: "string",
  auth: "table",
  query_params: "stringTable",
  http_headers: "stringTable",
  env_http_headers: "stringTable",
  request_max_retries: "integer",
  stream_max_retries: "integer",
  stream_idle_timeout_ms: "integer",
  websocket_connect_timeout_ms: "integer",
  requires_openai_auth: "boolean",
  supports_websockets: "boolean",
};

/** What the program needs to know about a provider that is fit for use. */
export interface CheckedProvider {
  readonly name: string;
  readonly baseUrl: string;
}

/** Whether Codex has a provider of its own by this id. */
export function isReservedId(id: string): boolean {
  return reservedIds.has(id);
}

/**
 * Checks that Codex would accept a provider and that its token would arrive where the block says.
 *
 * @throws AppError `EMPTY_PROVIDER_ID`, `RESERVED_PROVIDER_ID`, `WRONG_TYPE`, `EMPTY_PROVIDER_NAME`,
 * `MISSING_BASE_URL`, `INVALID_BASE_URL`, `UNSUPPORTED_WIRE_API`, `MALFORMED_TOKEN`, `CONFLICTING_AUTH`
 */
export function checkProvider(id: string, table: unknown): CheckedProvider {
  if (id === "") throw new AppError("EMPTY_PROVIDER_ID");
  const refuse = (code: ErrorCode, key?: string): never => {
    throw new AppError(code, key === undefined ? { providerId: id } : { providerId: id, key });
  };
  if (isReservedId(id)) refuse("RESERVED_PROVIDER_ID");
  const place = `${PROVIDERS_KEY}.${withVisibleTricks(id)}`;
  if (hasTricks(id)) throw new AppError("WRONG_TYPE", { key: place });
  if (!isTable(table)) throw new AppError("WRONG_TYPE", { key: place });
  const wrong = Object.keys(table).find((key) => !hasType(table[key], typeOf(key)));
  if (wrong !== undefined) throw new AppError("WRONG_TYPE", { key: `${place}.${wrong}` });
  const name = stringAt(table, "name");
  if (name.trim() === "") refuse("EMPTY_PROVIDER_NAME");
  if (hasTricks(name)) throw new AppError("WRONG_TYPE", { key: `${place}.name` });
  const baseUrl = stringAt(table, "base_url");
  // Without one Codex sends the provider's token to OpenAI (measured with Codex 0.169.0).
  if (baseUrl === "") refuse("MISSING_BASE_URL");
  if (!isSafeUrl(baseUrl)) refuse("INVALID_BASE_URL");
  if (stringAt(table, "wire_api", "responses") !== "responses") refuse("UNSUPPORTED_WIRE_API");
  const malformed = malformedCredential(table);
  if (malformed !== undefined) refuse("MALFORMED_TOKEN", malformed);
  const {
    experimental_bearer_token: token,
    env_key: envKey,
    requires_openai_auth: usesLogin,
  } = table;
  if (
    table.auth !== undefined &&
    (token !== undefined || envKey !== undefined || usesLogin === true)
  )
    refuse("CONFLICTING_AUTH");
  return { name, baseUrl };
}

function typeOf(key: string): FieldType | undefined {
  return Object.hasOwn(fieldTypes, key) ? fieldTypes[key] : undefined;
}

function hasType(value: unknown, type: FieldType | undefined): boolean {
  switch (type) {
    case undefined:
      return true;
    case "integer":
      return typeof value === "bigint" || Number.isInteger(value);
    case "table":
      return isTable(value);
    case "stringTable":
      return isTable(value) && Object.values(value).every((entry) => typeof entry === "string");
    default:
      return typeof value === type;
  }
}

function stringAt(table: TomlTable, key: string, fallback = ""): string {
  const value = table[key];
  return typeof value === "string" ? value : fallback;
}

const urlPattern = /^(https?):\/\/(\[[0-9a-f:.]+\]|[a-z0-9.-]+)(?::(\d{1,5}))?(?:\/[!-~]*)?$/i;
const loopback = /^(?:localhost|127\.\d{1,3}\.\d{1,3}\.\d{1,3}|\[::1\])$/i;

/** https to anywhere, or http to this machine; no user name, query or fragment, to which Codex would append. */
function isSafeUrl(url: string): boolean {
  const [, scheme = "", host = "", port = "0"] = urlPattern.exec(url) ?? [];
  if (host === "" || /^[.-]|[.-]$|\.\./.test(host) || Number(port) > 65_535) return false;
  if (/[?#\\]/.test(url)) return false;
  return scheme.toLowerCase() === "https" || loopback.test(host);
}

/**
 * The key of a credential that would not arrive as meant: Codex drops a header with a line break in silence,
 * sends spaces as they are and puts its own `Bearer` in front (measured with Codex 0.169.0).
 */
function malformedCredential(table: TomlTable): string | undefined {
  const { experimental_bearer_token: token, http_headers: headers } = table;
  if (typeof token === "string" && !/^[!-~]+$/.test(token)) return "experimental_bearer_token";
  if (!isTable(headers)) return undefined;
  const name = Object.keys(headers).find((key) => key.toLowerCase() === "authorization");
  const value = name === undefined ? undefined : headers[name];
  if (typeof value !== "string" || /^[!-~]+(?: [!-~]+)*$/.test(value)) return undefined;
  return `http_headers.${name}`;
}
