import { fieldAt, type ProviderText } from "../../config/providers.ts";
import { stringValue } from "../../config/value.ts";
import { serviceOf } from "../../provider/providerView.ts";
import { isReservedId, keysBeatingLogin, LOGIN_KEY } from "../../provider/schema.ts";
import type { ConfigDocument } from "../configDocument.ts";
import type { DoctorFacts } from "../facts.ts";
import type { Report } from "../finding.ts";
import { safeWord } from "../safeWords.ts";

/** What is to be said about `auth.json`, and about the login that the active provider wants. */
export function authFileFindings(
  { config, surroundings }: DoctorFacts,
  { text, activeId: id, providers }: ConfigDocument,
): readonly Report[] {
  const provider = id === undefined ? undefined : providers.get(id);
  const { authFile } = surroundings;
  const isOurs = id !== undefined && serviceOf(id) !== "other";
  // Who uses what Codex has built in may well want this key.
  const isBuiltIn =
    config.text !== undefined && !provider && (id === undefined || isReservedId(id));
  const found: Report[] = [];
  if (authFile?.content.status === "read" && authFile.content.key && !isBuiltIn) {
    const { key, sends, hasChatGptLogin, statesMode } = authFile.content;
    const isSent = provider !== undefined && sends === "key" && takesLogin(text, provider);
    found.push({
      id: "openai-key-in-auth-json",
      key: "openai-key-in-auth-json",
      place: { file: authFile.path, line: key.line, column: key.column },
      details: { id: safeWord(id ?? ""), kind: key.kind },
      // Codex 0.169.0 sends the key only where the provider asks for a login and has no credential of its own.
      ...variantOf(isSent, hasChatGptLogin, statesMode),
      ...(isSent && isOurs && { severity: "error" as const, isSafe: key.kind !== "other" }),
      // For a provider of the user's own the key may be the right one.
      ...(!isOurs && { severity: "info" as const, isSafe: false }),
      fix: { kind: "removeApiKey", path: authFile.path, isOutsideHome: false },
    });
  }
  const hasLogin = authFile?.content.status === "read" && authFile.content.hasChatGptLogin;
  const service = id === undefined ? "other" : serviceOf(id);
  const isOwnAccount = service === "boost" || service === "link";
  if (provider && isOwnAccount && asksForLogin(text, provider) && !hasLogin)
    found.push({
      id: "not-logged-in",
      key: "not-logged-in",
      ...(authFile ? { place: { file: authFile.path } } : {}),
      details: { name: safeWord(nameOf(text, provider)), id: safeWord(provider.id) },
      ...(authFile?.content.status === "broken" ? { variant: "broken" } : {}),
    });
  return found;
}

/** Whether the key is sent decides why it is told; what else the file holds decides what is left of it. */
function variantOf(isSent: boolean, hasLogin: boolean, statesMode: boolean): { variant?: string } {
  if (hasLogin) return isSent ? { variant: "sent" } : {};
  if (statesMode) return { variant: isSent ? "sentAlone" : "alone" };
  return { variant: isSent ? "sentWithoutMode" : "withoutMode" };
}

/** Without a login the Codex TUI asks for one before anything else, whatever credential the provider has. */
function asksForLogin(text: string, provider: ProviderText): boolean {
  const value = fieldAt(provider, LOGIN_KEY)?.entry.value;
  return value !== undefined && text.slice(value.start, value.end) === "true";
}

/** Whether the login is what Codex sends: `http_headers` do not keep it from that, the others do. */
function takesLogin(text: string, provider: ProviderText): boolean {
  const hasOwn = keysBeatingLogin.some((key) => fieldAt(provider, key));
  return asksForLogin(text, provider) && !hasOwn;
}

function nameOf(text: string, provider: ProviderText): string {
  const name = fieldAt(provider, "name")?.entry.value;
  return (name && stringValue(text, name)) || provider.id;
}
