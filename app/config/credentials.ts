import { PROVIDERS_KEY, startsWithPath } from "./providers.ts";
import type { InlineEntry, InlineTable, ValueNode } from "./value.ts";

/** Tables of request headers; their `Authorization` entry is a credential. */
const headerTables: ReadonlySet<string> = new Set(["http_headers", "env_http_headers"]);

/** Whether a path below a provider holds a credential (every such key measured with Codex 0.169.0). */
function isCredential(path: readonly string[]): boolean {
  const [first = "", second = ""] = path;
  if (first === "experimental_bearer_token" || first === "env_key" || first === "auth") return true;
  return headerTables.has(first) && second.toLowerCase() === "authorization";
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
  readonly #hasAuth: boolean;

  constructor(providerId: string, wanted: readonly (readonly string[])[]) {
    this.#own = [PROVIDERS_KEY, providerId];
    this.#wanted = wanted;
    this.#hasCredential = wanted.some((path) => isCredential(path.slice(2)));
    this.#hasAuth = wanted.some((path) => path[2] === "auth");
  }

  /** Whether the key at this path goes. */
  isStale(path: readonly string[]): boolean {
    if (!this.#hasCredential || !startsWithPath(path, this.#own) || this.#leadsToWanted(path))
      return false;
    const isUnusable = this.#hasAuth && path[2] === "requires_openai_auth";
    return isUnusable || isCredential(path.slice(2));
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
