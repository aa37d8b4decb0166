import { expect, test } from "vitest";
import { sandboxStateSchema } from "../../sandbox/sandboxState.ts";
import { seedState } from "../../sandbox/seedState.ts";

const now = new Date("2026-11-22T12:00:00Z");
const state = seedState(now);

test("there are two Pay balances, one Boost, one Link and an expired one", () => {
  const isLive = ({ expiresAt }: { expiresAt: string }) => Date.parse(expiresAt) > now.getTime();
  const live = state.balances.filter(isLive);
  expect(live.map(({ service, source }) => `${service} ${source}`)).toEqual([
    "pay top-up",
    "pay bonus",
    "boost top-up",
    "link subscription",
  ]);
  expect(state.balances.length - live.length).toBe(1);
  expect(new Set(state.balances.map(({ providerId }) => providerId)).size).toBe(5);
});

test("the usage of each balance adds up to what is gone from it, within the last 30 days it was valid", () => {
  for (const { id, granted, remaining, chargedBy, expiresAt } of state.balances) {
    const days = state.usage.filter(({ balanceId }) => balanceId === id);
    expect(days.length).toBeGreaterThan(10);
    expect(days.reduce((sum, { cost }) => sum + cost, 0)).toBe(granted - remaining);
    expect(days.every(({ cost, inputTokens }) => cost >= 0 && inputTokens >= 0)).toBe(true);
    const last = Math.min(now.getTime(), Date.parse(expiresAt));
    for (const { date } of days) {
      const age = (last - Date.parse(date)) / 86_400_000;
      expect(age >= 0 && age < 31).toBe(true);
    }
    if (chargedBy === "period") expect(days.some(({ requests }) => requests > 0)).toBe(true);
  }
});

test("it survives JSON, and its tokens are plainly fake", () => {
  expect(sandboxStateSchema.parse(JSON.parse(JSON.stringify(state)))).toEqual(state);
  for (const { proxyToken } of state.balances) expect(proxyToken).toMatch(/^pmx-sandbox-fake-/);
});
