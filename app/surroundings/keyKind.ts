/** What a stored key is, as far as its first letters tell; never any part of the key beyond them. */
export type KeyKind = "sk-proj" | "sk-svcacct" | "sk-ant" | "sk-or" | "sk" | "other" | "reference";

const prefixes = ["sk-proj", "sk-svcacct", "sk-ant", "sk-or", "sk"] as const;

/** The kind of a key by the prefix its issuer gave it; `other` has none that is known. */
export function keyKindOf(key: string): KeyKind {
  return prefixes.find((prefix) => key.startsWith(`${prefix}-`)) ?? "other";
}

/** The variables that Codex 0.169.0 takes an OpenAI key from. */
export const keyVariables: readonly string[] = ["OPENAI_API_KEY", "CODEX_API_KEY"];

/** A variable's name where names count in any case, as on Windows: {@link keyVariables} as they are spelled there. */
export function nameInAnyCase(written: string): string {
  return keyVariables.find((known) => known === written.toUpperCase()) ?? written;
}
