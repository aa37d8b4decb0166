import { describe, expect, test } from "vitest";
import { keychainProblem } from "../../../main/adapters/keychain/keychainProblem.ts";
import {
  createKeytarSecretStore,
  type Keychain,
} from "../../../main/adapters/keychain/keytarSecretStore.ts";
import { createManualClock } from "../../adapters/rig/manualClock.ts";

function storeOn(load: () => Promise<Keychain>, removals = new Set<string>()) {
  const clock = createManualClock();
  const hangs: boolean[] = [];
  let isHanging = () => false;
  const store = createKeytarSecretStore({
    clock,
    load,
    removals,
    onHanging(ask) {
      isHanging = ask;
      hangs.push(ask());
    },
  });
  return { store, clock, hangs, isHanging: () => isHanging() };
}

function keychain(change: Partial<Keychain> = {}) {
  const entries = new Map<string, string>();
  const calls: string[] = [];
  const keys: Keychain = {
    async getPassword(_service, account) {
      calls.push(`get ${account}`);
      return entries.get(account) ?? null;
    },
    async setPassword(_service, account, password) {
      calls.push(`set ${account}`);
      entries.set(account, password);
    },
    async deletePassword(_service, account) {
      calls.push(`delete ${account}`);
      return entries.delete(account);
    },
    ...change,
  };
  return { entries, calls, keys };
}

describe("a keychain that refuses", () => {
  test("leaves a secret in memory, and is tried again at the next write", async () => {
    let isAllowed = false;
    const { keys, entries } = keychain({
      async setPassword(_service, account, password) {
        if (!isAllowed) throw new Error("The user name or passphrase you entered is not correct.");
        entries.set(account, password);
      },
    });
    const { store } = storeOn(async () => keys);
    expect(await store.write("a", "1")).toEqual({ place: "memory", reason: "denied" });
    expect(await store.read("a")).toBe("1");
    isAllowed = true;
    expect(await store.write("a", "2")).toEqual({ place: "keychain" });
    expect([entries.get("a"), await store.read("a")]).toEqual(["2", "2"]);
  });

  test("does not bring a removed secret back", async () => {
    const { keys, entries } = keychain({
      deletePassword: () => Promise.reject(new Error("Access is denied.")),
    });
    entries.set("a", "old");
    const { store } = storeOn(async () => keys);
    expect(await store.read("a")).toBe("old");
    await store.remove("a");
    expect(await store.read("a")).toBeUndefined();
  });

  test("holds nothing for us when it cannot be read", async () => {
    const { keys } = keychain({ getPassword: () => Promise.reject(new Error("locked")) });
    expect(await storeOn(async () => keys).store.read("a")).toBeUndefined();
  });

  test("may be missing altogether", async () => {
    const { store } = storeOn(() =>
      Promise.reject(Object.assign(new Error(), { code: "ERR_MODULE_NOT_FOUND" })),
    );
    expect(await store.read("a")).toBeUndefined();
    expect(await store.write("a", "1")).toEqual({ place: "memory", reason: "missing" });
    expect(await store.read("a")).toBe("1");
    await store.remove("a");
    expect(await store.read("a")).toBeUndefined();
  });
});

describe("a keychain that does not answer", () => {
  function hangingKeychain() {
    let answer = (): void => {};
    const hang = new Promise<void>((resolve) => {
      answer = resolve;
    });
    const given = keychain();
    const { getPassword } = given.keys;
    given.keys.getPassword = async (service, account) => {
      await hang;
      return getPassword(service, account);
    };
    return { ...given, answer };
  }

  test("is waited for ten seconds once, then not at all", async () => {
    const { keys, calls } = hangingKeychain();
    const { store, clock, hangs, isHanging } = storeOn(async () => keys);
    const reading = store.read("a");
    await clock.waiting(10_000);
    clock.advance(9_999);
    expect(hangs).toEqual([]);
    clock.advance(1);
    expect(await reading).toBeUndefined();
    expect([hangs, isHanging()]).toEqual([[true], true]);
    expect(await store.write("a", "1")).toEqual({ place: "memory", reason: "locked" });
    expect(await store.read("a")).toBe("1");
    expect([calls, clock.delays()]).toEqual([[], []]);
  });

  test("gets what was meant for it as soon as it answers", async () => {
    const { keys, entries, answer } = hangingKeychain();
    const { store, clock, isHanging } = storeOn(async () => keys);
    entries.set("removed", "old");
    const reading = store.read("a");
    await clock.waiting(10_000);
    clock.advance(10_000);
    await reading;
    await store.write("written", "new");
    await store.remove("removed");
    answer();
    await expect.poll(() => [...entries]).toEqual([["written", "new"]]);
    expect(isHanging()).toBe(false);
    expect(await store.read("written")).toBe("new");
  });
});

test("calls go in one after the other", async () => {
  let running = 0;
  let most = 0;
  const slow = async () => {
    running += 1;
    most = Math.max(most, running);
    await new Promise((resolve) => setImmediate(resolve));
    running -= 1;
  };
  const { keys } = keychain({ setPassword: slow, getPassword: () => slow().then(() => null) });
  const { store } = storeOn(async () => keys);
  await Promise.all([store.write("a", "1"), store.read("b"), store.write("c", "2")]);
  expect(most).toBe(1);
});

test.each([
  ["Cannot create an item in a locked collection", "locked"],
  ["User interaction is not allowed.", "locked"],
  ["Cannot autolaunch D-Bus without X11 $DISPLAY", "missing"],
  ["The name org.freedesktop.secrets was not provided by any .service files", "missing"],
  ["Object does not exist at path “/org/freedesktop/secrets/collection/login”", "missing"],
  ["A default keychain could not be found.", "missing"],
  ["Failed to load keytar native addon, checked []", "missing"],
  ["The user name or passphrase you entered is not correct.", "denied"],
  ["Access is denied.", "denied"],
  ["", "denied"],
])("%j is taken as %s", (message, problem) => {
  expect(keychainProblem(new Error(message))).toBe(problem);
});

describe("an entry that could not be removed", () => {
  const locked = () => Promise.reject(new Error("Cannot delete from a locked collection"));

  test("is not there for the next run either, which removes it as soon as it can", async () => {
    const { keys, entries } = keychain();
    entries.set("one", "an old session");
    const removals = new Set<string>();
    const first = storeOn(async () => ({ ...keys, deletePassword: locked }), removals);
    await first.store.remove("one");
    expect(entries.get("one")).toBe("an old session");

    const stillLocked = storeOn(async () => ({ ...keys, deletePassword: locked }), removals);
    expect(await stillLocked.store.read("one")).toBeUndefined();
    const next = storeOn(async () => keys, removals);
    expect(await next.store.read("one")).toBeUndefined();
    expect([entries.size, removals.size]).toEqual([0, 0]);
  });

  test("makes room for a new one", async () => {
    const { keys, entries } = keychain();
    entries.set("one", "an old session");
    const removals = new Set<string>();
    await storeOn(async () => ({ ...keys, deletePassword: locked }), removals).store.remove("one");
    const { store } = storeOn(async () => keys, removals);
    expect(await store.write("one", "a new session")).toEqual({ place: "keychain" });
    const later = storeOn(async () => keys, removals);
    expect(await later.store.read("one")).toBe("a new session");
  });
});

describe("who watches a keychain", () => {
  test("hears that it makes people wait, and that it answered after all", async () => {
    let answer = (_secret: string): void => {};
    const { keys } = keychain({
      getPassword: () =>
        new Promise((resolve) => {
          answer = resolve;
        }),
    });
    const { store, clock } = storeOn(async () => keys);
    const heard: string[] = [];
    store.watch({
      onWaiting: () => heard.push("waiting"),
      onAnswer: () => heard.push("answer"),
    });
    const reading = store.read("one");
    await clock.waiting(10_000);
    clock.advance(1_500);
    expect(heard).toEqual(["waiting"]);
    clock.advance(8_500);
    expect(await reading).toBeUndefined();
    answer("a session");
    await expect.poll(() => heard).toEqual(["waiting", "answer"]);
  });

  test("hears nothing of one that answers at once", async () => {
    const { store, clock } = storeOn(async () => keychain().keys);
    const heard: string[] = [];
    store.watch({ onWaiting: () => heard.push("waiting"), onAnswer: () => heard.push("answer") });
    await store.read("one");
    clock.advance(60_000);
    expect(heard).toEqual([]);
  });
});
