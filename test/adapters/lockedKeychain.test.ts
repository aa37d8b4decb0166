import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createFileRemovals } from "../../main/adapters/keychain/fileRemovals.ts";
import {
  createKeytarSecretStore,
  type Keychain,
} from "../../main/adapters/keychain/keytarSecretStore.ts";
import { authorizeApp } from "../sandbox/client/authorizeApp.ts";
import { type Sandbox, startSandbox } from "../sandbox/startSandbox.ts";
import { createManualClock } from "./rig/manualClock.ts";
import { temporaryFolder } from "./rig/temporaryFolder.ts";
import { browserOf, testDashboard } from "./rig/testDashboard.ts";

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox.stop());

/** A keychain that can be locked, as more than one run of the program finds it. */
function lockableKeychain() {
  const entries = new Map<string, string>();
  const state = { isLocked: false };
  const open = () => {
    if (state.isLocked) throw new Error("Cannot get secret of a locked object");
  };
  const keys: Keychain = {
    async getPassword(_service, account) {
      open();
      return entries.get(account) ?? null;
    },
    async setPassword(_service, account, secret) {
      open();
      entries.set(account, secret);
    },
    async deletePassword(_service, account) {
      open();
      return entries.delete(account);
    },
  };
  return { entries, state, keys };
}

/** One run of the program, on the keychain and the folder of the machine. */
function run(keys: Keychain, folder: string, options: Parameters<typeof testDashboard>[1] = {}) {
  const secretStore = createKeytarSecretStore({
    clock: createManualClock(),
    load: async () => keys,
    onHanging: () => {},
    removals: createFileRemovals(folder),
  });
  return testDashboard(sandbox.origin, {
    openInBrowser: browserOf(sandbox),
    ...options,
    secretStore,
  });
}

const offline = { fetch: () => Promise.reject(new TypeError("fetch failed")) };

test("signed out offline with a locked keychain, the session does not come back", async () => {
  const folder = temporaryFolder();
  const { entries, state, keys } = lockableKeychain();
  await run(keys, folder).dashboard.signIn({ kind: "browser" });
  expect(entries.size).toBe(1);

  state.isLocked = true;
  expect(await run(keys, folder, offline).dashboard.signOut()).toEqual({ isRevoked: false });
  expect(entries.size).toBe(1);
  // The note of it holds no secret.
  const { accessToken } = JSON.parse([...entries.values()][0] ?? "{}");
  for (const name of readdirSync(folder))
    expect(readFileSync(join(folder, name), "utf8")).not.toContain(accessToken);

  state.isLocked = false;
  expect(await run(keys, folder).dashboard.restore()).toBeUndefined();
  expect(entries.size).toBe(0);
  expect(readdirSync(folder)).toEqual(["removals.json"]);
});

test("signed out while its keychain is locked, a session in use does not come back either", async () => {
  const folder = temporaryFolder();
  const { entries, state, keys } = lockableKeychain();
  const { dashboard } = run(keys, folder);
  await dashboard.signIn({ kind: "browser" });
  state.isLocked = true;
  expect(await dashboard.signOut()).toEqual({ isRevoked: true });
  state.isLocked = false;
  expect(await run(keys, folder).dashboard.restore()).toBeUndefined();
  expect(entries.size).toBe(0);
});

test("a session whose keychain is unlocked late is taken up then", async () => {
  const folder = temporaryFolder();
  const { state, keys } = lockableKeychain();
  await run(keys, folder).dashboard.signIn({ kind: "browser" });
  state.isLocked = true;
  const { dashboard } = run(keys, folder);
  expect(await dashboard.restore()).toBeUndefined();
  state.isLocked = false;
  expect(await dashboard.restore()).toMatchObject({ email: sandbox.demoAccount.email });
  expect((await dashboard.balances()).balances.length).toBeGreaterThan(0);
});

test("signing in again after all that keeps the new session", async () => {
  const folder = temporaryFolder();
  const { state, keys } = lockableKeychain();
  await run(keys, folder).dashboard.signIn({ kind: "browser" });
  state.isLocked = true;
  await run(keys, folder, offline).dashboard.signOut();
  state.isLocked = false;
  const { access_token: token } = await authorizeApp(sandbox);
  await run(keys, folder).dashboard.signIn({ kind: "token", token });
  expect(await run(keys, folder).dashboard.restore()).toMatchObject({
    email: sandbox.demoAccount.email,
  });
});
