import type { SecretStore } from "../../../app/account/session.ts";

/** A secret store that several dashboards can share, as processes share a keychain. */
export interface MemorySecretStore extends SecretStore {
  readonly entries: Map<string, string>;
  /** Everything it has ever been given. */
  readonly written: string[];
}

/** An empty {@link MemorySecretStore}. */
export function createMemorySecretStore(): MemorySecretStore {
  const entries = new Map<string, string>();
  const written: string[] = [];
  return {
    entries,
    written,
    read: async (account) => entries.get(account),
    async write(account, secret) {
      written.push(secret);
      entries.set(account, secret);
      return { place: "keychain" };
    },
    async remove(account) {
      entries.delete(account);
    },
  };
}
