import type { ProviderField } from "../config/providers.ts";

type FieldType = "string" | "count" | "boolean" | "table" | "stringTable";

/** What Codex takes in a provider's table; anything else stops it, in an unused provider too (measured with 0.169.0). */
const types: Readonly<Record<string, FieldType>> = {
  name: "string",
  base_url: "string",
  env_key: "string",
  env_key_instructions: "string",
  experimental_bearer_token: "string",
  wire_api: "string",
  project_id: "string",
  location: "string",
  credential_file: "string",
  auth: "table",
  aws: "table",
  capabilities: "table",
  query_params: "stringTable",
  http_headers: "stringTable",
  env_http_headers: "stringTable",
  request_max_retries: "count",
  stream_max_retries: "count",
  stream_idle_timeout_ms: "count",
  websocket_connect_timeout_ms: "count",
  requires_openai_auth: "boolean",
  supports_websockets: "boolean",
};

/** Keys without which a provider works as well. */
const optional: ReadonlySet<string> = new Set([
  "env_key_instructions",
  "capabilities",
  "query_params",
  "request_max_retries",
  "stream_max_retries",
  "stream_idle_timeout_ms",
  "websocket_connect_timeout_ms",
  "requires_openai_auth",
  "supports_websockets",
]);

/** Whether Codex knows the key at all. */
export function isKnownField(key: string): boolean {
  return Object.hasOwn(types, key);
}

/** Whether the key can be left out. */
export function isOptionalField(key: string): boolean {
  return optional.has(key);
}

/** Whether a value is of a kind that Codex takes at its place; `literal` is the value as written. */
export function hasRightType({ path, entry }: ProviderField, literal: string): boolean {
  const [key = ""] = path;
  const type = Object.hasOwn(types, key) ? types[key] : undefined;
  const { kind } = entry.value;
  switch (type) {
    case undefined:
      return true;
    case "table":
      return path.length > 1;
    case "stringTable":
      return path.length === 2 && (kind === "string" || isDate(literal));
    case "string":
      return path.length === 1 && (kind === "string" || isDate(literal));
    case "boolean":
      return path.length === 1 && (literal === "true" || literal === "false");
    case "count":
      return path.length === 1 && kind === "scalar" && isCount(literal);
  }
}

/** Codex takes a date for a text (measured with 0.169.0). */
function isDate(literal: string): boolean {
  return /^(?:\d{4}-\d{2}-\d{2}|\d{2}:\d{2})/.test(literal);
}

function isCount(literal: string): boolean {
  if (!/^\+?(?:0|[1-9][\d_]*|0x[\da-fA-F_]+|0o[0-7_]+|0b[01_]+)$/.test(literal)) return false;
  return BigInt(literal.replace("+", "").replaceAll("_", "")) <= MAX_COUNT;
}

const MAX_COUNT = 2n ** 63n - 1n;

/** The value in the right kind, as TOML, where it can only mean one thing: `"3"` for 3, `1` for "1". */
export function converted(path: readonly string[], literal: string, text: string | undefined) {
  const [key = ""] = path;
  switch (Object.hasOwn(types, key) ? types[key] : undefined) {
    case "boolean":
      return /^(?:true|false)$/i.test(text ?? "") ? text?.toLowerCase() : undefined;
    case "count":
      return /^(?:0|[1-9]\d{0,8})$/.test(text ?? "") ? text : undefined;
    case "stringTable":
      return path.length === 2 && /^(?:true|false|\d{1,15})$/.test(literal)
        ? `"${literal}"`
        : undefined;
    default:
      return undefined;
  }
}
