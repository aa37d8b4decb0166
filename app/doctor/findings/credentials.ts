import { putBlockBack } from "../accountBlock.ts";
import type { ConfigDocument } from "../configDocument.ts";
import type { DoctorFacts } from "../facts.ts";
import type { Report, Severity } from "../finding.ts";
import type { Fix } from "../fix.ts";
import { KnownProvider } from "../knownProvider.ts";
import { commentOut, editConfig, setFields, setText } from "../repairs.ts";
import { safeWord } from "../safeWords.ts";

/** Whether a provider's key would arrive where it should, and no other. */
export function credentialFindings(
  facts: DoctorFacts,
  document: ConfigDocument,
): readonly Report[] {
  return KnownProvider.allIn(document).flatMap((provider) =>
    provider.isOurs || provider.isUsed
      ? [
          ...missingBaseUrl(provider, facts, document),
          ...noAuthMethod(provider, facts, document),
          ...malformedToken(provider, facts, document),
          ...envKey(provider, facts, document),
          ...payWithLogin(provider, document),
        ]
      : [],
  );
}

/** What concerns a provider that nobody uses can wait. */
function severityFor({ isUsed }: KnownProvider): Severity {
  return isUsed ? "error" : "warning";
}

function common(provider: KnownProvider, document: ConfigDocument, field?: string) {
  const start = field === undefined ? undefined : provider.field(field)?.entry.start;
  return {
    place: document.placeAt(start ?? provider.start),
    severity: severityFor(provider),
  };
}

/** Without one Codex asks OpenAI, with the provider's key. */
function missingBaseUrl(
  provider: KnownProvider,
  facts: DoctorFacts,
  document: ConfigDocument,
): readonly Report[] {
  const { id } = provider;
  const url = provider.text("base_url");
  if (provider.field() || (url ?? "").trim() !== "") return [];
  if (url === undefined && provider.has("base_url")) return [];
  if (!provider.isOurs && !provider.hasCredential) return [];
  const fix = putBlockBack(facts, id);
  return [
    {
      ...common(provider, document),
      id: "missing-base-url",
      key: `missing-base-url ${safeWord(id)}`,
      details: { id: safeWord(id) },
      ...(fix && { fix }),
    },
  ];
}

/** Boost and Link may go by the user's own login; another service may need no key at all. */
function noAuthMethod(
  provider: KnownProvider,
  facts: DoctorFacts,
  document: ConfigDocument,
): readonly Report[] {
  const { id, service } = provider;
  if (!provider.isOurs || provider.hasCredential || provider.field()) return [];
  const usesLogin = provider.literal("requires_openai_auth") === "true";
  if (usesLogin && service !== "pay") return [];
  const fix = putBlockBack(facts, id);
  return [
    {
      ...common(provider, document),
      id: "no-auth-method",
      key: `no-auth-method ${safeWord(id)}`,
      details: { id: safeWord(id) },
      ...(fix ? { fix } : { variant: "copy" }),
    },
  ];
}

/**
 * Codex drops a header with a line break in silence, sends blanks as they are and puts its own `Bearer` in front
 * (measured with Codex 0.169.0). `env_key` beats the token, which then does no harm.
 */
function malformedToken(
  provider: KnownProvider,
  facts: DoctorFacts,
  document: ConfigDocument,
): readonly Report[] {
  const { id } = provider;
  if (provider.has("env_key") || provider.has("auth")) return [];
  const token = provider.text("experimental_bearer_token");
  const header = provider.authorization("http_headers");
  const value = token ?? (header && provider.text(...header.path));
  if (value === undefined || isSendable(value, token === undefined)) return [];
  const clean = token === undefined ? undefined : cleaned(token);
  const fix = clean === undefined ? putBlockBack(facts, id) : repaired(provider, clean);
  return [
    {
      ...common(provider, document, "experimental_bearer_token"),
      id: "malformed-token",
      key: `malformed-token ${safeWord(id)}`,
      details: { id: safeWord(id) },
      ...(clean === undefined && { variant: fix ? "block" : "copy" }),
      ...(fix && { fix }),
    },
  ];
}

function isSendable(value: string, isHeader: boolean): boolean {
  return isHeader ? /^[!-~]+(?: [!-~]+)*$/.test(value) : /^[!-~]+$/.test(value);
}

/** The token without what was pasted around it; undefined where it is broken inside. */
function cleaned(token: string): string | undefined {
  const bare = token.trim().replace(/^Bearer\s+/i, "");
  return isSendable(bare, false) ? bare : undefined;
}

function repaired(provider: KnownProvider, token: string): Fix {
  return setText(provider.id, "experimental_bearer_token", token);
}

/** A variable beats the provider's own key, and stops Codex where it is not set (measured with Codex 0.169.0). */
function envKey(
  provider: KnownProvider,
  { surroundings, hasLookedAround }: DoctorFacts,
  document: ConfigDocument,
): readonly Report[] {
  const { id, isOurs } = provider;
  const name = provider.text("env_key");
  const field = provider.field("env_key");
  if (name === undefined || !field) return [];
  const hasOwnKey = provider.has("experimental_bearer_token");
  const fix =
    hasOwnKey && !field.parent
      ? editConfig(commentOut(field.statement, "commented out, the key of the provider counts"))
      : undefined;
  const report = {
    ...common(provider, document, "env_key"),
    details: { id: safeWord(id), name: safeWord(name) },
    ...(fix && { fix }),
  };
  if (name === "OPENAI_API_KEY")
    return isOurs
      ? [{ ...report, id: "env-key-openai", key: `env-key-openai ${safeWord(id)}` }]
      : [];
  const isSet = surroundings.variables.some((variable) => variable.name === name);
  if (isSet || !hasLookedAround) return [];
  // A terminal may know variables that this program cannot see.
  const severity = isOurs ? report.severity : "warning";
  return [{ ...report, severity, id: "env-key-unset", key: `env-key-unset ${safeWord(id)}` }];
}

function payWithLogin(provider: KnownProvider, document: ConfigDocument): readonly Report[] {
  const { id, service } = provider;
  const field = provider.field("requires_openai_auth");
  if (service !== "pay" || !field || provider.literal("requires_openai_auth") !== "true") return [];
  return [
    {
      id: "pay-requires-openai-auth",
      key: `pay-requires-openai-auth ${safeWord(id)}`,
      place: document.placeAt(field.entry.start),
      details: { id: safeWord(id) },
      fix: setFields(id, [{ path: ["requires_openai_auth"], valueText: "false" }]),
    },
  ];
}
