import { describe, expect, test } from "vitest";
import { alertKey, alertsOf } from "../../app/account/alerts.ts";
import { type Balance, balanceViews, type KnownBalances } from "../../app/account/balances.ts";
import { formatBalance, formatMoney } from "../../app/i18n/formatBalance.ts";
import { createTranslations } from "../../app/i18n/i18n.ts";
import { defaultSettings } from "../../app/settings.ts";
import { initialState } from "../../app/state.ts";
import { sampleBalance } from "../support/sampleBalance.ts";

const now = new Date("2026-01-02T03:04:05.000Z");

function views(balances: readonly Balance[], activeId = "photonmark-codex-pay", local = now) {
  const known: KnownBalances = {
    asOf: "2026-01-02T03:04:05.000Z",
    fetchedAt: local.toISOString(),
    balances,
  };
  const providers = balances.map(({ providerId: id }) => ({
    id,
    name: id,
    baseUrl: "",
    service: "pay" as const,
    isActive: id === activeId,
  }));
  return balanceViews(known, providers, new Set(), local, 10);
}

describe("a balance", () => {
  test.each([
    ["with money", {}, "active"],
    ["with a tenth left", { money: { currency: "USD", remaining: 300, granted: 3000 } }, "low"],
    ["without money", { money: { currency: "USD", remaining: 0, granted: 3000 } }, "empty"],
    ["whose time is over", { expiresAt: "2026-01-02T03:04:05.000Z" }, "expired"],
    ["never granted anything", { money: { currency: "USD", remaining: 0, granted: 0 } }, "empty"],
    [
      "paid by period",
      { chargedBy: "period", money: { currency: "USD", remaining: 0, granted: 500 } },
      "active",
    ],
  ] as [string, Partial<Balance>, string][])("%s", (_what, change, status) => {
    expect(views([sampleBalance(change)])[0]?.status).toBe(status);
  });

  test("counts its days by the service's clock, however wrong ours is", () => {
    const wrong = new Date("2031-07-01T00:00:00.000Z");
    expect(views([sampleBalance()], "x", wrong)[0]?.daysLeft).toBeCloseTo(9);
  });
});

test("the useful balances come first", () => {
  const order = views(
    [
      sampleBalance({ id: "expired", providerId: "a", expiresAt: "2026-01-01T00:00:00.000Z" }),
      sampleBalance({ id: "late", providerId: "b", expiresAt: "2026-03-01T00:00:00.000Z" }),
      sampleBalance({ id: "soon", providerId: "c", expiresAt: "2026-01-04T00:00:00.000Z" }),
      sampleBalance({ id: "used", providerId: "d", expiresAt: "2026-06-01T00:00:00.000Z" }),
    ],
    "d",
  ).map(({ id }) => id);
  expect(order).toEqual(["used", "soon", "late", "expired"]);
});

describe("money in words", () => {
  const view = views([sampleBalance()])[0];
  test.each([
    ["en", "$12.30 · 9 days left"],
    ["zh-CN", "US$12.30 · 剩 9 天"],
  ] as const)("%s", (language, words) => {
    if (!view) throw new Error("no view");
    expect(formatBalance(view, createTranslations(language).t, language)).toBe(words);
  });

  test("knows currencies without and with three decimals", () => {
    expect(formatMoney({ currency: "JPY" }, 1230, "en")).toBe("¥1,230");
    expect(formatMoney({ currency: "KWD" }, 1230, "en").replace(/\s/, " ")).toBe("KWD 1.230");
  });
});

describe("alerts", () => {
  const alertsFor = (balances: readonly Balance[]) =>
    alertsOf({
      ...initialState(defaultSettings),
      balances: { items: views(balances), fetchedAt: "", isLoading: false, problem: undefined },
    });
  const low = { currency: "USD", remaining: 10, granted: 3000 };
  const spent = { currency: "USD", remaining: 0, granted: 3000 };
  const other = sampleBalance({ id: "b2", providerId: "photonmark-codex-boost" });

  test("say nothing while all is well", () => {
    expect(alertsFor([sampleBalance()])).toEqual([]);
  });

  test("tell of the balance in use and what to switch to", () => {
    expect(alertsFor([sampleBalance({ money: spent }), other])).toMatchObject([
      { kind: "empty", balance: { id: "b1" }, alternative: { id: "b2" } },
    ]);
    const expired = sampleBalance({ expiresAt: "2026-01-01T00:00:00.000Z" });
    expect(alertsFor([expired, other])).toMatchObject([{ kind: "expired" }]);
    expect(alertsFor([sampleBalance({ money: low })])).toMatchObject([
      { kind: "low", alternative: undefined },
    ]);
  });

  test("tell of others only while there is something to save", () => {
    const soon = { expiresAt: "2026-01-04T00:00:00.000Z" };
    expect(alertsFor([sampleBalance(), { ...other, ...soon }])).toMatchObject([
      { kind: "expiring", balance: { id: "b2" } },
    ]);
    expect(alertsFor([sampleBalance(), { ...other, money: spent }])).toEqual([]);
  });

  test("are the same until there is more money or more time", () => {
    const [first] = alertsFor([sampleBalance({ money: low })]);
    const [less] = alertsFor([sampleBalance({ money: { ...low, remaining: 5 } })]);
    const [toppedUp] = alertsFor([sampleBalance({ money: { ...low, granted: 6000 } })]);
    if (!first || !less || !toppedUp) throw new Error("no alert");
    expect(alertKey(less)).toBe(alertKey(first));
    expect(alertKey(toppedUp)).not.toBe(alertKey(first));
  });
});
