import type { UsageDay } from "./dashboard.ts";

const DAY_MS = 24 * 60 * 60 * 1000;

/** So many days in a row, oldest first, as `2026-01-31`; `to` is the last of them. */
export function lastDays(to: string, count: number): readonly string[] {
  const last = Date.parse(to);
  return Array.from({ length: count }, (_, index) =>
    new Date(last - (count - 1 - index) * DAY_MS).toISOString().slice(0, 10),
  );
}

/** Puts usage into a row of days: a day without any costs 0, days outside the row are left out. */
export function fillDays(usage: readonly UsageDay[], dates: readonly string[]): UsageDay[] {
  const costs = new Map(usage.map(({ date, cost }) => [date, cost]));
  return dates.map((date) => ({ date, cost: costs.get(date) ?? 0 }));
}
