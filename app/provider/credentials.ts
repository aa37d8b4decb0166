import { isTable, type TomlTable } from "../config/parse.ts";
import { PROVIDERS_KEY, startsWithPath } from "../config/providers.ts";
import type { InlineEntry, InlineTable, ValueNode } from "../config/value.ts";
import { credentialAt, fieldSpec, keysBeatingLogin, LOGIN_KEY } from "./schema.ts";

/**
 * Whether a provider has ways to sign in of which one refuses the others, upon which Codex does not start (measured
 * with Codex 0.171.0).
 */
export function hasConflict(table: TomlTable): boolean {
  const { auth, gateway_oauth: gateway, [LOGIN_KEY]: login } = table;
  const hasOther = keysBeatingLogin.some((key) => table[key] !== undefined) || login === true;
  if (auth !== undefined && hasOther) return true;
  // Without a delivery of its own the gateway's token goes into the same header.
  const sharesHeader = isTable(gateway) && gateway.delivery === undefined;
  return sharesHeader && (hasOther || auth !== undefined);
}

/** A stale entry of an inline table, with the table it stands in. */
export interface StaleEntry {
  readonly table: InlineTable;
  readonly entry: InlineEntry;
}

/**
 * Knows which keys of a provider have to go once it gets the credentials of a block: all its other credentials,
 * because `env_key` beats `experimental_bearer_token` and an `auth` table refuses to be combined with either
 * or with `requires_openai_auth` (measured with Codex 0.169.0). Nothing goes where the block has no credential.
 * All paths run from the root of the file.
 */
export class CredentialChange {
  readonly #wanted: readonly (readonly string[])[];
  readonly #own: readonly string[];
  readonly #hasCredential: boolean;
  readonly #refusesLogin: boolean;

  constructor(providerId: string, wanted: readonly (readonly string[])[]) {
    this.#own = [PROVIDERS_KEY, providerId];
    this.#wanted = wanted;
    this.#hasCredential = wanted.some((path) => credentialAt(path.slice(2)) !== undefined);
    this.#refusesLogin = wanted.some((path) => fieldSpec(path.slice(2, 3))?.refusesLogin);
  }

  /** Whether the key at this path goes. */
  isStale(path: readonly string[]): boolean {
    if (!this.#hasCredential || !startsWithPath(path, this.#own) || this.#leadsToWanted(path))
      return false;
    const isUnusable = this.#refusesLogin && path[2] === LOGIN_KEY;
    return isUnusable || credentialAt(path.slice(2)) !== undefined;
  }

  /** Whether a value goes as a whole: a stale key, or an inline table of nothing else. */
  isStaleValue(path: readonly string[], value: ValueNode): boolean {
    if (value.kind !== "inlineTable" || value.entries.length === 0) return this.isStale(path);
    return (
      !this.#leadsToWanted(path) &&
      value.entries.every((entry) => this.isStaleValue([...path, ...entry.path], entry.value))
    );
  }

  /** The outermost stale entries below an inline table. */
  staleEntries(path: readonly string[], table: InlineTable): StaleEntry[] {
    return table.entries.flatMap((entry) => {
      const entryPath = [...path, ...entry.path];
      if (this.isStaleValue(entryPath, entry.value)) return [{ table, entry }];
      return entry.value.kind === "inlineTable" ? this.staleEntries(entryPath, entry.value) : [];
    });
  }

  #leadsToWanted(path: readonly string[]): boolean {
    return this.#wanted.some((wanted) => startsWithPath(wanted, path));
  }
}
