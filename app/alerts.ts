import { type BalanceView, canServe } from "./balances.ts";
import type { AppState } from "./state.ts";

/** Something about a balance that its owner should know without looking. */
export interface Alert {
  readonly kind: "low" | "expiring" | "empty" | "expired";
  readonly balance: BalanceView;
  /** Another balance that can serve and is in the config file. */
  readonly alternative: BalanceView | undefined;
}

/** A balance that expires within so many days is worth a word. */
const EXPIRING_DAYS = 3;

/**
 * What there is to tell about the balances. Low and expiring concern any balance with money, empty and expired
 * only the one Codex uses.
 */
export function alertsOf({ balances }: AppState): readonly Alert[] {
  return balances.items.flatMap((balance) => {
    const kind = kindOf(balance);
    if (!kind) return [];
    const alternative = balances.items.find(
      (other) => other.id !== balance.id && canServe(other) && other.block !== "missing",
    );
    return [{ kind, balance, alternative: balance.isInUse ? alternative : undefined }];
  });
}

function kindOf(balance: BalanceView): Alert["kind"] | undefined {
  const { status, isInUse, daysLeft } = balance;
  if (status === "expired" || status === "empty") return isInUse ? status : undefined;
  if (daysLeft <= EXPIRING_DAYS) return "expiring";
  return status === "low" ? "low" : undefined;
}

/** Names an alert, so that it is told once: it comes again only for more money or a later end. */
export function alertKey({ kind, balance }: Alert): string {
  return [kind, balance.id, balance.money.granted, balance.expiresAt].join(" ");
}
