import type { AppState, Proposal } from "../state.ts";
import { type BalanceView, canServe } from "./balances.ts";

/** Something about a balance that its owner should know without looking. */
export interface Alert {
  readonly kind: "low" | "expiring" | "empty" | "expired";
  readonly balance: BalanceView;
  /** Another balance that can serve, for one that Codex uses. */
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
    const others = balances.items.filter((other) => other.id !== balance.id && canServe(other));
    // One that is in the file needs no block first.
    const alternative = others.find(({ block }) => block !== "missing") ?? others[0];
    return [{ kind, balance, alternative: balance.isInUse ? alternative : undefined }];
  });
}

function kindOf(balance: BalanceView): Alert["kind"] | undefined {
  const { status, isInUse, daysLeft } = balance;
  if (status === "expired" || status === "empty") return isInUse ? status : undefined;
  if (daysLeft <= EXPIRING_DAYS) return "expiring";
  return status === "low" ? "low" : undefined;
}

/**
 * Names an alert, so that it is told once: it comes again only for more money or an end on another day. An end that
 * moves on with the clock is no news each time.
 */
export function alertKey({ kind, balance }: Alert): string {
  return [kind, balance.id, balance.money.granted, balance.expiresAt.slice(0, 10)].join(" ");
}

/** The switch that an alert suggests, for the window to put before the user. */
export function proposalOf({ alternative }: Alert): Proposal | undefined {
  if (!alternative) return undefined;
  const { providerId, block } = alternative;
  return { kind: block === "missing" ? "import" : "activate", providerId };
}
