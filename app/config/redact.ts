import { merged, secretsInText, type TextRules } from "./freeText.ts";
import { maskOf } from "./mask.ts";
import { SecretSpellings } from "./secretSpellings.ts";
import { applySplices } from "./splice.ts";
import { TomlSecrets } from "./tomlSecrets.ts";

/** Masks every secret of a config text, in values, comments, keys and lines that are not TOML. Line breaks stay. */
export function redactToml(text: string): string {
  return applySplices(text, new TomlSecrets(text).splices);
}

/**
 * Masks what looks like a secret in any text, and the given secrets wherever they stand in it.
 *
 * @param secrets - what {@link secretsOf} found
 */
export function redactText(text: string, secrets: readonly string[] = []): string {
  return redact(text, { kind: "prose" }, secrets);
}

/** Masks whatever is secret in a web address: user names, passwords, queries, fragments and tokens. */
export function redactAddress(address: string): string {
  return redact(address, { kind: "value", isAddress: true }, []);
}

function redact(text: string, rules: TextRules, secrets: readonly string[]): string {
  const spans = [...new SecretSpellings(secrets).findIn(text), ...secretsInText(text, rules)];
  return applySplices(
    text,
    merged(spans).map(({ start, end }) => ({
      start,
      end,
      text: maskOf(text.slice(start, end)),
    })),
  );
}

/** The secrets of a config text in all spellings, so that they can be taken out of what another program says about it. */
export function secretsOf(text: string): string[] {
  return SecretSpellings.of(new TomlSecrets(text).spellings);
}
