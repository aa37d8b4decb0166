import { mkdirSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { KnownBalances } from "../../app/account/balances.ts";
import { AppError } from "../../app/errors.ts";
import { createFileBalanceCache } from "../../main/adapters/dashboard/fileBalanceCache.ts";
import { temporaryFolder } from "./rig/temporaryFolder.ts";
import { textOf } from "./rig/testHome.ts";

const known: KnownBalances = {
  asOf: "2026-11-22T11:00:00.000Z",
  fetchedAt: "2026-11-22T11:00:01.000Z",
  balances: [
    {
      id: "b1",
      providerId: "photonmark-codex-pay",
      name: "Pay",
      service: "pay",
      source: "top-up",
      chargedBy: "token",
      money: { currency: "USD", remaining: 1234, granted: 5000 },
      expiresAt: "2026-12-01T00:00:00.000Z",
      topUpUrl: "https://codex.example/top-up",
    },
  ],
};

describe("the balance cache", () => {
  test("gives back what it was given, from a file that is its owner's alone", async () => {
    const folder = join(temporaryFolder(), "data");
    await createFileBalanceCache(folder).write(known);
    expect(await createFileBalanceCache(folder).read()).toEqual(known);
    expect(readdirSync(folder)).toEqual(["balances.json"]);
    if (process.platform !== "win32") {
      expect(statSync(join(folder, "balances.json")).mode & 0o777).toBe(0o600);
      expect(statSync(folder).mode & 0o777).toBe(0o700);
    }
  });

  test("writes nothing that it does not know", async () => {
    const folder = temporaryFolder();
    const [balance] = known.balances;
    const more = { ...known, balances: [{ ...balance, token: "pmx-sentinel-token" }] };
    await createFileBalanceCache(folder).write(more as KnownBalances);
    expect(textOf(join(folder, "balances.json"))).not.toContain("sentinel");
  });

  test("forgets when told, and does not mind having nothing to forget", async () => {
    const folder = temporaryFolder();
    const cache = createFileBalanceCache(folder);
    await cache.write(undefined);
    await cache.write(known);
    await cache.write(undefined);
    expect(readdirSync(folder)).toEqual([]);
    expect(await cache.read()).toBeUndefined();
  });

  test.each([
    ["no JSON", "{"],
    ["something else", '"balances"'],
    ["a wrong amount", JSON.stringify(known).replace("1234", '"1234"')],
    ["a wrong address", JSON.stringify(known).replace("https:", "javascript:")],
    ["a wrong time", JSON.stringify(known).replace("2026-11-22T11:00:00.000Z", "soon")],
    ["too much", `"${"x".repeat(1024 * 1024)}"`],
  ])("with %s in it knows nothing", async (_what, text) => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, "balances.json"), text);
    expect(await createFileBalanceCache(folder).read()).toBeUndefined();
  });

  test("says when it cannot write, and leaves nothing behind", async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, "balances.json"));
    await expect(createFileBalanceCache(folder).write(known)).rejects.toBeInstanceOf(AppError);
    expect(readdirSync(folder)).toEqual(["balances.json"]);
    expect(await createFileBalanceCache(folder).read()).toBeUndefined();
  });
});
