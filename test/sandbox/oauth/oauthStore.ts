import type { Adapter, AdapterPayload } from "oidc-provider";
import type { SandboxState } from "../sandboxState.ts";

/** Lets the OAuth library keep its records in the sandbox's state, under `<model>:<id>`. */
export function createOauthAdapter(state: SandboxState, model: string): Adapter {
  const keyOf = (id: string) => `${model}:${id}`;
  const findBy = (field: "uid" | "userCode", value: string) => {
    const records = liveRecords(state).filter(([key]) => key.startsWith(keyOf("")));
    return records.find(([, { payload }]) => payload[field] === value)?.[1].payload;
  };
  return {
    async upsert(id: string, payload: AdapterPayload, expiresInSeconds?: number) {
      // A copy: the library goes on changing what it handed over.
      const copy = JSON.parse(JSON.stringify(payload)) as Record<string, unknown>;
      const record = expiresInSeconds
        ? { payload: copy, expiresAt: Date.now() + expiresInSeconds * 1000 }
        : { payload: copy };
      state.oauthRecords[keyOf(id)] = record;
    },
    async find(id) {
      return liveRecords(state).find(([key]) => key === keyOf(id))?.[1].payload;
    },
    async findByUid(uid) {
      return findBy("uid", uid);
    },
    async findByUserCode(userCode) {
      return findBy("userCode", userCode);
    },
    async consume(id) {
      const record = state.oauthRecords[keyOf(id)];
      if (record) record.payload.consumed = Math.floor(Date.now() / 1000);
    },
    async destroy(id) {
      delete state.oauthRecords[keyOf(id)];
    },
    async revokeByGrantId(grantId) {
      remove(state, (payload) => payload.grantId === grantId);
    },
  };
}

/** Signs an account out everywhere; returns how many tokens, grants and sessions were dropped. */
export function forgetAccount(state: SandboxState, accountId: string): number {
  return remove(state, (payload) => payload.accountId === accountId);
}

function liveRecords(state: SandboxState) {
  return Object.entries(state.oauthRecords).filter(([key, { expiresAt }]) => {
    const isLive = expiresAt === undefined || expiresAt > Date.now();
    if (!isLive) delete state.oauthRecords[key];
    return isLive;
  });
}

function remove(state: SandboxState, doomed: (payload: Record<string, unknown>) => boolean) {
  const keys = Object.entries(state.oauthRecords).filter(([, { payload }]) => doomed(payload));
  for (const [key] of keys) delete state.oauthRecords[key];
  return keys.length;
}
