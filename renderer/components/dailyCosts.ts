import type { UsageDay } from "../../app/ports.ts";

const DAY_MS = 24 * 60 * 60 * 1000;

/** What was used on each of the last days by UTC, oldest first, in minor units; days without usage are 0. */
export function dailyCosts(
  usage: readonly UsageDay[],
  count: number,
  now: Date,
): readonly number[] {
  const costs = new Map(usage.map(({ date, cost }) => [date, cost]));
  return Array.from({ length: count }, (_, index) => {
    const day = new Date(now.getTime() - (count - 1 - index) * DAY_MS);
    return costs.get(day.toISOString().slice(0, 10)) ?? 0;
  });
}
