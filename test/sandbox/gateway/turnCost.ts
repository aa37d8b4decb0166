import type { Consumption } from "../balances/balanceLedger.ts";
import type { Balance } from "../sandboxState.ts";

interface Price {
  /** Minor units per million tokens. */
  readonly input: number;
  readonly output: number;
}

const defaultPrice: Price = { input: 125, output: 1000 };
const prices: Readonly<Record<string, Price>> = {
  "gpt-5-codex": defaultPrice,
  "gpt-5": defaultPrice,
  "gpt-5-mini": { input: 25, output: 200 },
};

/** The models the gateway offers. */
export const gatewayModels: readonly string[] = Object.keys(prices);

/**
 * What a turn costs on a balance. Tokens are estimated at four bytes each; the cost is rounded up to a whole minor
 * unit, so that a turn on a metered balance never costs nothing.
 */
export function turnCost(
  balance: Balance,
  model: string,
  bytes: { readonly input: number; readonly output: number },
): Consumption {
  const inputTokens = Math.ceil(bytes.input / 4);
  const outputTokens = Math.ceil(bytes.output / 4);
  const price = prices[model] ?? defaultPrice;
  const exact = (inputTokens * price.input + outputTokens * price.output) / 1_000_000;
  return {
    inputTokens,
    outputTokens,
    cost: balance.chargedBy === "period" ? 0 : Math.max(1, Math.ceil(exact)),
  };
}
