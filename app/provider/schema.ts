/** The kind of value that Codex takes for a key. */
export type FieldType =
  /** A string, or a date, which Codex reads as one. */
  | "text"
  | "boolean"
  /** 0 to 2⁶³ − 1. */
  | "count"
  /** 1 to 2⁶³ − 1. */
  | "positive"
  /** 1 to 65535. */
  | "port"
  /** An array of strings. */
  | "list"
  /** A table whose keys are free and whose values are strings. */
  | "texts"
  /** One of these strings. */
  | { readonly oneOf: readonly string[] }
  | { readonly table: Schema };

/**
 * How a key takes part in signing a request: it is the secret, names the environment variable that holds it, names
 * a program that prints it, or has Codex sign in by itself.
 */
export type Credential = "secret" | "variable" | "program" | "login";

/** What is to be known about one key. */
export interface FieldSpec {
  readonly type: FieldType;
  /** The first release of Codex that takes the key; absent: the one that brought its table, or 0.140 or earlier. */
  readonly since?: string;
  /** Codex refuses a table without it. */
  readonly isRequired?: true;
  /** A provider works as well without it. */
  readonly isOptional?: true;
  /** In a table of headers only the entry `Authorization` is a credential, in any case of its letters. */
  readonly credential?: Credential;
  /** Codex sends this credential and not its own login, where the provider asks for both. */
  readonly beatsLogin?: true;
  /** Codex does not start where the provider asks for its own login besides. */
  readonly refusesLogin?: true;
  /** Decides where requests go, or in which form, without being a credential. */
  readonly isDecisive?: true;
  /** May hold a secret although its name says nothing of one. */
  readonly isSecret?: true;
  /** Codex takes it for these of its own providers only, and refuses it for any other. */
  readonly onlyFor?: readonly string[];
}

/** The keys of one table. */
export type Schema = Readonly<Record<string, FieldSpec>>;

const program: Schema = {
  command: { type: "text", isRequired: true },
  args: { type: "list", isSecret: true },
  timeout_ms: { type: "positive", isOptional: true },
};

const bedrock = ["amazon-bedrock", "amazon-bedrock-runtime"];

/**
 * Every key that Codex takes in `[model_providers.<id>]`. A value of another kind keeps Codex from starting, in a
 * provider that is not used too; an unknown key is ignored. Measured with Codex 0.171.0, which
 * `test/codex/providerSchema.test.ts` asks about each key; `since` was measured with the releases from 0.140 on.
 */
export const providerSchema: Schema = {
  name: { type: "text", isRequired: true },
  base_url: { type: "text", isDecisive: true },
  wire_api: { type: { oneOf: ["responses"] }, isDecisive: true },
  query_params: { type: "texts", isDecisive: true, isOptional: true },
  model_catalog_url: { type: "text", isDecisive: true, since: "0.156" },

  experimental_bearer_token: { type: "text", credential: "secret", beatsLogin: true },
  env_key: { type: "text", credential: "variable", beatsLogin: true },
  env_key_instructions: { type: "text", isOptional: true },
  http_headers: { type: "texts", credential: "secret" },
  env_http_headers: { type: "texts", credential: "variable" },
  auth: {
    type: {
      table: {
        ...program,
        refresh_interval_ms: { type: "count", isOptional: true },
        cwd: { type: "text" },
      },
    },
    credential: "program",
    refusesLogin: true,
    isSecret: true,
  },
  requires_openai_auth: { type: "boolean", isDecisive: true, isOptional: true },
  gateway_oauth: {
    // Codex asks for credential_export, or for the first three of the others, and says no more than that
    // for whatever is wrong in this table.
    type: {
      table: {
        credential_export: {
          type: { table: program },
          credential: "program",
          since: "0.169",
        },
        authorization_url: { type: "text" },
        token_url: { type: "text" },
        client_id: { type: "text" },
        device_authorization_url: { type: "text", since: "0.169" },
        scopes: { type: "list" },
        resource: { type: "text" },
        redirect_port: { type: "port" },
        credentials_store: { type: { oneOf: ["file", "keyring"] }, since: "0.168" },
        delivery: {
          type: {
            table: {
              kind: { type: { oneOf: ["header", "cookie"] }, isRequired: true },
              name: { type: "text", isRequired: true },
              scheme: { type: "text" },
            },
          },
        },
      },
    },
    credential: "login",
    refusesLogin: true,
    since: "0.156",
  },

  request_max_retries: { type: "count", isOptional: true },
  stream_max_retries: { type: "count", isOptional: true },
  stream_idle_timeout_ms: { type: "count", isOptional: true },
  websocket_connect_timeout_ms: { type: "count", isOptional: true },
  supports_websockets: { type: "boolean", isOptional: true },
  supports_standalone_web_search: { type: "boolean", isOptional: true, since: "0.146" },
  capabilities: {
    type: {
      table: {
        cyber_access_programs: { type: "boolean", isOptional: true, since: "0.167" },
        external_web_access: { type: "boolean", isOptional: true },
        remote_compaction: { type: { oneOf: ["unsupported", "v2"] }, isOptional: true },
      },
    },
    isOptional: true,
    since: "0.162",
  },

  // For Codex's own providers.
  project_id: { type: "text", since: "0.166" },
  location: { type: "text", since: "0.166" },
  credential_file: { type: "text", since: "0.166" },
  aws: {
    type: {
      table: {
        profile: { type: "text" },
        region: { type: "text" },
        credential_export: { type: { table: program }, since: "0.155" },
        auth_refresh: { type: { table: program }, since: "0.149" },
      },
    },
    onlyFor: bedrock,
  },
};

/**
 * The providers that Codex brings along, with the keys that a table of the same name may still set. A table with
 * any other key is refused.
 */
export const builtInProviders: Readonly<Record<string, readonly string[]>> = {
  openai: [],
  ollama: [],
  lmstudio: [],
  ...Object.fromEntries(
    bedrock.map((id) => [id, ["base_url", "auth", "http_headers", "aws", "wire_api"]]),
  ),
  gcp: [
    "base_url",
    "auth",
    "http_headers",
    "project_id",
    "location",
    "credential_file",
    "wire_api",
  ],
};

/** Whether Codex has a provider of its own by this id. */
export function isReservedId(id: string): boolean {
  return Object.hasOwn(builtInProviders, id);
}

/** What is known of the key at a path below a provider; undefined where Codex knows none. */
export function fieldSpec(path: readonly string[]): FieldSpec | undefined {
  let found: FieldSpec | undefined;
  let schema: Schema | undefined = providerSchema;
  for (const [depth, key] of path.entries()) {
    if (found?.type === "texts") return depth === path.length - 1 ? { type: "text" } : undefined;
    found = schema && Object.hasOwn(schema, key) ? schema[key] : undefined;
    if (!found) return undefined;
    schema = typeof found.type === "object" && "table" in found.type ? found.type.table : undefined;
  }
  return found;
}

/** Whether Codex knows the key of a provider at all. */
export function isKnownField(key: string): boolean {
  return fieldSpec([key]) !== undefined;
}

/** What kind of credential stands at a path below a provider, or anywhere around it; undefined: none. */
export function credentialAt(path: readonly string[]): Credential | undefined {
  const [key = "", entry] = path;
  if (isHeaderTable(key) && !isAuthorization(entry)) return undefined;
  return fieldSpec([key])?.credential;
}

/** The keys of a provider that are a credential or hold one. */
export const credentialKeys = keysWith(({ credential }) => credential !== undefined);

/** The keys of credentials that Codex sends although the provider asks for its own login. */
export const keysBeatingLogin = keysWith(({ beatsLogin }) => beatsLogin === true);

/** The keys that decide where a provider's requests go, in which form, and with which credential. */
export const decisiveKeys = keysWith(
  ({ credential, isDecisive }) => credential !== undefined || isDecisive === true,
);

function keysWith(test: (spec: FieldSpec) => boolean): readonly string[] {
  return Object.entries(providerSchema).flatMap(([key, spec]) => (test(spec) ? [key] : []));
}

/** The key by which a provider asks for Codex's own login. */
export const LOGIN_KEY = "requires_openai_auth";

/** Whether what stands at a path below a provider is secret by its place, whatever its name. */
export function isSecretField(path: readonly string[]): boolean {
  return path.some((_, depth) => {
    const spec = fieldSpec(path.slice(0, depth + 1));
    return spec?.isSecret === true && (spec.type === "list" || depth === path.length - 1);
  });
}

/** Whether a key holds request headers, of which only one is a credential. */
export function isHeaderTable(key: string): boolean {
  const spec = fieldSpec([key]);
  return spec?.type === "texts" && spec.credential !== undefined;
}

/** Whether a header is the one that carries a credential. */
export function isAuthorization(header: string | undefined): boolean {
  return header?.toLowerCase() === "authorization";
}
