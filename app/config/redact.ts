import { readProviders } from "./providers.ts";
import { absolutePath, scan } from "./scan.ts";
import { applySplices, type Splice } from "./splice.ts";
import { stringValue, type ValueNode } from "./value.ts";

const secretKey =
  /token|secret|passw|api[-_]?key|authorization|bearer|credential|cookie|private[-_]?key/i;

/** Keys that hold the name of an environment variable, not a secret. */
const variableName = /^env_key$|_env_var$|^env_key_instructions$/;

/** Tables whose values are credentials more often than not. */
const secretTables = new Set(["http_headers", "headers", "env", "query_params"]);

/** What gives a token away wherever it stands: a known prefix, a JSON web token, or long letters mixed with digits. */
const tokenPattern =
  /\b(?:sk|pk|rk|pmx?|ghp|gho|xox[a-z])[-_][A-Za-z0-9_-]{8,}|\beyJ[A-Za-z0-9_-]{8,}(?:\.[A-Za-z0-9_-]+)*|(?<![A-Za-z0-9_-])(?=[A-Za-z_-]*\d)(?=[0-9_-]*[A-Za-z])[A-Za-z0-9_-]{28,}/g;

/** `name = value` or `name: value` in free text, where the name says that the value is secret. */
const assignmentPattern =
  /((?:[A-Za-z0-9_-]*(?:token|secret|passw(?:or)?d|api[-_]?key|authorization|credential)[A-Za-z0-9_-]*)["']?\s{0,8}[=:]\s{0,8}["']?(?:Bearer )?)([^\s"',}]+)/gi;

/** Differs from run to run, so that a mask cannot be used to test guesses later. */
const salt = Math.floor(Math.random() * 0x7fffffff);

/** The stand-in for a secret: always the same for the same secret during one run, so that a change shows. */
export function maskOf(secret: string): string {
  let hash = salt;
  for (let index = 0; index < secret.length; index += 1)
    hash = Math.imul(hash ^ secret.charCodeAt(index), 0x01000193);
  return `••••••••${(hash >>> 16).toString(16).padStart(4, "0")}`;
}

/** Masks every secret of a config text, in values, comments and lines that are not TOML. Line breaks stay. */
export function redactToml(text: string): string {
  const splices: Splice[] = [];
  const scanned = scan(text);
  // A long id looks like a token, and people need to read it.
  const ids = new Set(readProviders(scanned).keys());
  for (const statement of scanned.statements) {
    if (statement.kind === "keyValue")
      maskValue(text, absolutePath(statement), statement.entry.value, ids, splices);
    const isFree = statement.kind === "comment" || statement.kind === "garbage";
    const from = statement.kind === "keyValue" ? statement.entry.end : statement.start;
    if (!isFree && statement.kind !== "keyValue") continue;
    const free = text.slice(from, statement.end);
    const masked = redactText(free, [], ids);
    if (masked !== free) splices.push({ start: from, end: statement.end, text: masked });
  }
  return applySplices(text, splices);
}

/**
 * Masks what looks like a secret in any text, and the given secrets wherever they stand in it.
 *
 * @param known - words that look like a token and are none
 */
export function redactText(
  text: string,
  secrets: readonly string[] = [],
  known: ReadonlySet<string> = new Set(),
): string {
  let masked = text;
  for (const secret of secrets) {
    if (secret.length >= 4) masked = masked.replaceAll(secret, maskOf(secret));
  }
  return redactUrls(masked)
    .replace(assignmentPattern, (_match, name: string, value: string) =>
      value.startsWith("••••") ? name + value : name + maskOf(value),
    )
    .replace(tokenPattern, (match) => (known.has(match) ? match : maskOf(match)));
}

/** The secret strings of a config text, so that they can be taken out of what another program says about it. */
export function secretsOf(text: string): string[] {
  const found: string[] = [];
  for (const statement of scan(text).statements) {
    if (statement.kind !== "keyValue") continue;
    visitStrings(absolutePath(statement), statement.entry.value, (path, value) => {
      const decoded = stringValue(text, value);
      if (decoded !== undefined && isSecretPath(path)) found.push(decoded);
    });
  }
  return found;
}

function isSecretPath(path: readonly string[]): boolean {
  const key = path.at(-1) ?? "";
  if (variableName.test(key) || path.includes("env_http_headers")) return false;
  return secretKey.test(key) || path.slice(0, -1).some((part) => secretTables.has(part));
}

function maskValue(
  text: string,
  path: readonly string[],
  root: ValueNode,
  ids: ReadonlySet<string>,
  out: Splice[],
): void {
  visitStrings(path, root, (valuePath, value) => {
    const raw = text.slice(value.start, value.end);
    if (isSecretPath(valuePath)) {
      const secret = stringValue(text, value) ?? raw;
      if (secret !== "") out.push({ ...spanOf(value), text: `"${maskOf(secret)}"` });
      return;
    }
    const masked = redactText(raw, [], ids);
    if (masked !== raw) out.push({ ...spanOf(value), text: masked });
  });
}

function spanOf(value: ValueNode): { start: number; end: number } {
  return { start: value.start, end: value.end };
}

function visitStrings(
  path: readonly string[],
  value: ValueNode,
  visit: (path: readonly string[], value: ValueNode) => void,
): void {
  if (value.kind === "string") visit(path, value);
  if (value.kind === "array") for (const item of value.items) visitStrings(path, item, visit);
  if (value.kind === "inlineTable")
    for (const entry of value.entries) visitStrings([...path, ...entry.path], entry.value, visit);
}

/** Masks the password and the query values of every address in a text. */
function redactUrls(text: string): string {
  return text
    .replace(
      /(\/\/[^/\s:@"']{0,200}:)([^/\s@"']{1,500})@/g,
      (_match, head: string, secret: string) =>
        secret.startsWith("••••") ? `${head}${secret}@` : `${head}${maskOf(secret)}@`,
    )
    .replace(
      /([?&][A-Za-z0-9_.-]{1,100}=)([^&\s"'#]{6,})/g,
      (_match, name: string, value: string) =>
        value.startsWith("••••") ? name + value : name + maskOf(value),
    );
}
