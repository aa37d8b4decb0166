import type { BalanceView } from "../../app/account/balances.ts";
import type { UsageDay } from "../../app/account/dashboard.ts";

/** What the usage of a balance comes to; money in minor units. */
export interface UsageFigures {
  readonly total: number;
  /** The mean of the days on which something was used; undefined when there was none. */
  readonly perActiveDay: number | undefined;
  /** How many days the money lasts at the pace of all these days; undefined when it lasts until the balance ends. */
  readonly lastsDays: number | undefined;
}

/** Works out {@link UsageFigures}. */
export function usageFigures(
  { money, chargedBy, daysLeft }: Pick<BalanceView, "money" | "chargedBy" | "daysLeft">,
  days: readonly UsageDay[],
): UsageFigures {
  const total = days.reduce((sum, { cost }) => sum + cost, 0);
  const active = days.filter(({ cost }) => cost > 0).length;
  const pace = days.length === 0 ? 0 : total / days.length;
  const lasts = pace > 0 ? Math.floor(money.remaining / pace) : Number.POSITIVE_INFINITY;
  return {
    total,
    perActiveDay: active === 0 ? undefined : Math.round(total / active),
    lastsDays: chargedBy === "token" && lasts < daysLeft ? lasts : undefined,
  };
}
