import type { CommandContext } from "../context.ts";
import type { BalancesView } from "../state.ts";
import { balanceViews } from "./balances.ts";

/** Publishes the balances joined with the providers of the state. */
export function publishBalances(context: CommandContext, change: Partial<BalancesView> = {}): void {
  const { account, ports } = context;
  const state = context.getState();
  const { known, outdated } = account;
  const { lowBalancePercent } = state.settings;
  context.setState({
    balances: {
      ...state.balances,
      ...change,
      fetchedAt: known?.fetchedAt,
      items: known
        ? balanceViews(known, state.providers, outdated, ports.clock.now(), lowBalancePercent)
        : [],
    },
  });
  context.diagnoseSoon();
}
