import type { Balance, UsageDay } from "../sandboxState.ts";
import { utcDay } from "./utcDay.ts";

const days = 30;
// About a cent per 2 000 tokens, nine tenths of them input, as a day of coding looks.
const tokensPerMinorUnit = 2_000;

/** A month of usage whose costs add up exactly to what is gone from the balance. The same for the same balance. */
export function spreadUsage(balance: Balance, now: Date): UsageDay[] {
  const lastDay = Math.min(now.getTime(), Date.parse(balance.expiresAt));
  const weights = Array.from({ length: days }, (_, index) => weight(balance.id, index));
  const total = weights.reduce((sum, value) => sum + value, 0);
  const spent = balance.granted - balance.remaining;
  let weightSoFar = 0;
  let spentSoFar = 0;
  return weights.flatMap((value, index) => {
    weightSoFar += value;
    const cost = Math.round((spent * weightSoFar) / total) - spentSoFar;
    spentSoFar += cost;
    if (value === 0) return [];
    const tokens = (balance.chargedBy === "period" ? value * 3 : cost) * tokensPerMinorUnit;
    const day = new Date(lastDay - (days - 1 - index) * 86_400_000);
    return [
      {
        balanceId: balance.id,
        date: utcDay(day),
        requests: Math.ceil(tokens / 18_000),
        inputTokens: Math.round(tokens * 0.9),
        outputTokens: Math.round(tokens * 0.1),
        cost,
      },
    ];
  });
}

// 0 (a day off) to 9.
function weight(id: string, index: number): number {
  let hash = index * 2_654_435_761;
  for (const char of id) hash = Math.imul(hash ^ char.charCodeAt(0), 0x5bd1e995);
  const value = (hash >>> 13) % 12;
  return value > 9 ? 0 : value;
}
