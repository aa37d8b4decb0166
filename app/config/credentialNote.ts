import { fieldAt, type ProviderText, readProviders } from "./providers.ts";
import { scan } from "./scan.ts";
import { stringValue } from "./value.ts";

/** What is to be known of a block's credential: there is none, or something stands in for one. */
export type CredentialNote = "missing" | "placeholder";

/** What people and manuals write where a key belongs: `<YOUR_TOKEN>`, `sk-...`, `xxxx`, `your-api-key`. */
const placeholder =
  /^<.*>$|^\{\{?.*\}\}?$|^\$\{?\w+\}?$|\.{3}|^(?:sk-|pm-)?(?:x{4,}|\*{3,}|-+)$|\b(?:your|my|insert|replace)[-_ ]?(?:own[-_ ]?)?(?:api[-_ ]?)?(?:key|token)|change[-_ ]?me|placeholder|^(?:api[-_]?)?(?:key|token)$/i;

/** Notes a provider that would be refused for want of a key; its table as a block gives it, undefined when all is well. */
export function credentialNote(providerId: string, tableText: string): CredentialNote | undefined {
  const scanned = scan(tableText);
  const provider = readProviders(scanned).get(providerId);
  if (!provider) return "missing";
  const token = textAt(scanned.text, provider, "experimental_bearer_token");
  if (token !== undefined) return placeholder.test(token) ? "placeholder" : undefined;
  const header = provider.fields.find(
    ({ path }) =>
      (path[0] === "http_headers" || path[0] === "env_http_headers") &&
      path[1]?.toLowerCase() === "authorization",
  );
  if (header) {
    const value = stringValue(scanned.text, header.entry.value) ?? "";
    return placeholder.test(value.replace(/^Bearer\s+/i, "")) ? "placeholder" : undefined;
  }
  const hasOther =
    fieldAt(provider, "env_key") !== undefined ||
    provider.fields.some(({ path }) => path[0] === "auth") ||
    provider.headers.some(({ path }) => path[2] === "auth") ||
    usesLogin(scanned.text, provider);
  return hasOther ? undefined : "missing";
}

function textAt(text: string, provider: ProviderText, key: string): string | undefined {
  const field = fieldAt(provider, key);
  return field && stringValue(text, field.entry.value);
}

function usesLogin(text: string, provider: ProviderText): boolean {
  const value = fieldAt(provider, "requires_openai_auth")?.entry.value;
  return value !== undefined && text.slice(value.start, value.end) === "true";
}
