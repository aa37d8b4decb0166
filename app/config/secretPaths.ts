import { isSecretField } from "../provider/schema.ts";
import { PROVIDERS_KEY } from "./providers.ts";

const secretWord =
  /token(?!i[sz])|secret|passw|pass[-_]?(?:phrase|code|key)|(?:^|[-_])(?:pass|pwd)$|authorization|bearer|credential|cookie|(?:api|access|private|signing|encryption|master|license|subscription|auth)[-_]?key|^x-.*(?:auth|key)/i;

/** Keys that hold the name of an environment variable, not a secret. */
const variableName = /^env[-_]key$|[-_]env[-_]var$|^env_key_instructions$/i;

/** Keys of Codex that choose where it keeps credentials, or name a file of them. */
const placeName = /credentials?[-_](?:store|file)$/i;

/** Keys that count tokens, such as `tool_output_token_limit`. */
const amountName = /(?:^|[-_])(?:limit|tokens|budget)$/i;

/** Tables whose values are credentials more often than not. */
const secretTables: ReadonlySet<string> = new Set([
  "http_headers",
  "headers",
  "env",
  "query_params",
]);

/** Tables whose next key is a name that somebody chose: `[mcp_servers.secret-santa]` holds no secret. */
const collections: ReadonlySet<string> = new Set([
  "model_providers",
  "mcp_servers",
  "projects",
  "profiles",
  "plugins",
  "marketplaces",
  "apps",
  "tools",
  "agents",
]);

/** Whether the name of a key, a header, a variable or a flag says that its value is secret. */
export function isSecretName(name: string): boolean {
  return secretWord.test(name) && !variableName.test(name) && !placeName.test(name);
}

/** Whether the name of a table says that its values are secret. */
export function isSecretTable(name: string): boolean {
  return secretTables.has(name.toLowerCase());
}

/** Whether what stands at this path, from the root of the file, is secret. */
export function isSecretPath(path: readonly string[]): boolean {
  const last = path.length - 1;
  const isBelowSecret = path.some((part, index) => {
    if (index < last && collections.has(path[index - 1] ?? "")) return false;
    if (isSecretTable(part)) return true;
    return index < last && isSecretName(part);
  });
  if (isBelowSecret || isSecretInProvider(path)) return true;
  return !path.includes("env_http_headers") && isSecretName(path[last] ?? "");
}

/** The program that prints a provider's token may be told the token, or how to get it. */
function isSecretInProvider(path: readonly string[]): boolean {
  const at = path.lastIndexOf(PROVIDERS_KEY) + 2;
  return at >= 2 && isSecretField(path.slice(at));
}

/** Whether the value at this path is the name of an environment variable; see that it is no secret path first. */
export function isVariablePath(path: readonly string[]): boolean {
  return variableName.test(path.at(-1) ?? "") || path.includes("env_http_headers");
}

/** Whether a text can be the name of an environment variable, and not a secret that was put in the wrong place. */
export function isVariableText(key: string, text: string): boolean {
  return /^(?:[A-Za-z_]\w*)?$/.test(text) || key === "env_key_instructions";
}

/** Whether a value tells nothing, although its name speaks of tokens: `true`, or a number that counts them. */
export function isHarmlessValue(name: string, value: string): boolean {
  if (value === "true" || value === "false" || value === "") return true;
  return amountName.test(name) && /^[+-]?\d[\d_.]*$/.test(value);
}

/** Whether a key holds a web address and nothing else. */
export function isAddressName(name: string): boolean {
  return /(?:^|[-_])(?:url|uri|endpoint)$/i.test(name);
}
