import type { Cookie, CookiesSetDetails } from "electron";
import { describe, expect, test } from "vitest";
import type { Keeping } from "../../../app/account/session.ts";
import {
  createDashboardCookies,
  dashboardCookiesKey,
} from "../../../main/adapters/dashboard/dashboardCookies.ts";

const origin = new URL("https://codex.example.test");
const key = dashboardCookiesKey(origin);

const cookie = (change: Partial<Cookie>): Cookie => ({
  name: "session",
  value: "pmx-sentinel-cookie",
  domain: "codex.example.test",
  hostOnly: true,
  path: "/",
  secure: true,
  httpOnly: true,
  session: true,
  sameSite: "lax",
  ...change,
});

function jar(initial: Cookie[] = []) {
  const entries = new Map<string, string>();
  const set: CookiesSetDetails[] = [];
  const held = { cookies: initial, writes: 0, keeping: { place: "keychain" } as Keeping };
  const kept = createDashboardCookies({
    origin,
    cookies: {
      get: async () => held.cookies,
      set: async (details) => {
        if (details.name === "expired") throw new Error("refused");
        set.push(details);
      },
    },
    secretStore: {
      read: async (account) => entries.get(account),
      write: async (account, secret) => {
        held.writes += 1;
        entries.set(account, secret);
        return held.keeping;
      },
      remove: async (account) => {
        entries.delete(account);
      },
    },
  });
  return { entries, set, held, kept };
}

describe("the cookies of the dashboard", () => {
  test("come back as they were", async () => {
    const session = cookie({ expirationDate: 1_900_000_000, session: false, path: "/app" });
    const shared = cookie({ name: "shared", domain: ".example.test", hostOnly: false });
    const before = jar([session, shared, cookie({ name: "expired" })]);
    expect(await before.kept.save()).toEqual({ place: "keychain" });
    expect([...before.entries.keys()]).toEqual(["https://codex.example.test dashboard"]);

    const after = jar();
    after.entries.set(key, before.entries.get(key) ?? "");
    expect(await after.kept.restore()).toEqual({ place: "keychain" });
    const both = { secure: true, httpOnly: true, sameSite: "lax", value: session.value };
    expect(after.set).toEqual([
      {
        ...both,
        name: "session",
        url: "https://codex.example.test/app",
        path: "/app",
        expirationDate: 1_900_000_000,
      },
      {
        ...both,
        name: "shared",
        url: "https://codex.example.test/",
        path: "/",
        domain: ".example.test",
      },
    ]);
  });

  test("of others, and what no keychain has room for, are left out; sessions first", async () => {
    const { entries, kept } = jar([
      cookie({ name: "a-banner", httpOnly: false, value: "x".repeat(2000) }),
      cookie({ name: "tracker", domain: ".ads.example", hostOnly: false }),
      cookie({ name: "neighbour", domain: "other.example.test" }),
      cookie({ name: "huge", value: "x".repeat(4000) }),
      cookie({ name: "session", value: "y".repeat(1000) }),
    ]);
    await kept.save();
    const text = entries.get(key) ?? "";
    expect(text.length).toBeLessThanOrEqual(2560);
    expect(JSON.parse(text).cookies.map(({ name }: Cookie) => name)).toEqual(["session"]);
  });

  test("are written only when they have changed, and removed with the last one", async () => {
    const { entries, held, kept } = jar([cookie({})]);
    held.keeping = { place: "memory", reason: "locked" };
    expect(await kept.save()).toEqual(held.keeping);
    expect(await kept.save()).toEqual(held.keeping);
    expect(held.writes).toBe(1);
    held.cookies = [];
    expect(await kept.save()).toBeUndefined();
    expect(entries.size).toBe(0);
    expect(await kept.forget()).toBe(false);
  });

  test("are forgotten for good, also while they are being saved", async () => {
    const { entries, kept } = jar([cookie({})]);
    const saving = kept.save();
    const forgetting = kept.forget();
    await saving;
    expect(await forgetting).toBe(true);
    expect(entries.size).toBe(0);
  });

  test.each(["", "[", "{}", '{"version":2,"cookies":[]}', '{"version":1,"cookies":[{}]}'])(
    "are none when the entry is %j",
    async (text) => {
      const { entries, set, kept } = jar();
      entries.set(key, text);
      expect(await kept.restore()).toBeUndefined();
      expect(set).toEqual([]);
    },
  );
});
