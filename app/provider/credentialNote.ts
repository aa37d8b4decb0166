import { fieldAt, type ProviderText, readProviders } from "../config/providers.ts";
import { scan } from "../config/scan.ts";
import { stringValue } from "../config/value.ts";
import { credentialAt, isHeaderTable, LOGIN_KEY } from "./schema.ts";

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
  const credentials = provider.fields.filter(({ path }) => credentialAt(path) !== undefined);
  // Codex sends the token of the provider rather than a header.
  const written =
    credentials.find(({ path }) => path.length === 1 && credentialAt(path) === "secret") ??
    credentials.find(({ path }) => isHeaderTable(path[0] ?? ""));
  if (written) {
    const value = stringValue(scanned.text, written.entry.value) ?? "";
    return placeholder.test(value.replace(/^Bearer\s+/i, "")) ? "placeholder" : undefined;
  }
  const hasOther =
    credentials.length > 0 ||
    provider.headers.some(({ path }) => credentialAt(path.slice(2)) !== undefined) ||
    usesLogin(scanned.text, provider);
  return hasOther ? undefined : "missing";
}

function usesLogin(text: string, provider: ProviderText): boolean {
  const value = fieldAt(provider, LOGIN_KEY)?.entry.value;
  return value !== undefined && text.slice(value.start, value.end) === "true";
}
