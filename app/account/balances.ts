import type { ProviderView, Service } from "../provider/providerView.ts";

/** Money as whole minor units (cents) of an ISO 4217 currency. */
export interface Money {
  readonly currency: string;
  readonly remaining: number;
  readonly granted: number;
}

/** Where a balance comes from. */
export type BalanceSource = "top-up" | "bonus" | "grant" | "subscription";

/** A balance as the service tells it. */
export interface Balance {
  readonly id: string;
  readonly providerId: string;
  readonly name: string;
  readonly service: Exclude<Service, "other">;
  readonly source: BalanceSource;
  /** `period`: paid until `expiresAt`; its money does not go down. */
  readonly chargedBy: "token" | "period";
  readonly money: Money;
  /** ISO 8601, UTC, by the service's clock. */
  readonly expiresAt: string;
  readonly topUpUrl: string;
}

/** Balances with the time they were true at, and by whose clock. */
export interface KnownBalances {
  /** ISO 8601, UTC, by the service's clock. */
  readonly asOf: string;
  /** ISO 8601, UTC, by this computer's clock. */
  readonly fetchedAt: string;
  readonly balances: readonly Balance[];
}

/** Keeps the last known balances, which hold no secret, between runs. */
export interface BalanceCache {
  read(): Promise<KnownBalances | undefined>;
  write(known: KnownBalances | undefined): Promise<void>;
}

/** What a balance is good for. */
export type BalanceStatus = "active" | "low" | "empty" | "expired";

/** A balance joined with the config file. */
export interface BalanceView extends Balance {
  readonly status: BalanceStatus;
  /** From 0 to 1. */
  readonly share: number;
  /** Whole and part days until it expires, by the service's clock; negative once it has. */
  readonly daysLeft: number;
  /** Whether Codex uses it. */
  readonly isInUse: boolean;
  /** Whether config.toml has its provider, and whether its block has changed since. */
  readonly block: "missing" | "outdated" | "present";
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** The service's time, from what it said last and how long ago that was; a wrong local clock does no harm. */
export function serviceTime(known: KnownBalances, now: Date): number {
  return Date.parse(known.asOf) + (now.getTime() - Date.parse(known.fetchedAt));
}

/**
 * Joins balances with the providers of the config file and puts the useful ones first.
 *
 * @param lowPercent - see `Settings.lowBalancePercent`
 */
export function balanceViews(
  known: KnownBalances,
  providers: readonly ProviderView[],
  outdated: ReadonlySet<string>,
  now: Date,
  lowPercent: number,
): readonly BalanceView[] {
  const time = serviceTime(known, now);
  return known.balances
    .map((balance): BalanceView => {
      const provider = providers.find(({ id }) => id === balance.providerId);
      const daysLeft = (Date.parse(balance.expiresAt) - time) / DAY_MS;
      const share = shareOf(balance);
      return {
        ...balance,
        share,
        daysLeft,
        status: statusOf(balance, share, daysLeft, lowPercent),
        isInUse: provider?.isActive ?? false,
        block: provider ? (outdated.has(balance.providerId) ? "outdated" : "present") : "missing",
      };
    })
    .toSorted(byUsefulness);
}

function shareOf({ chargedBy, money }: Balance): number {
  if (chargedBy === "period" || money.granted <= 0) return money.remaining > 0 ? 1 : 0;
  return Math.min(1, Math.max(0, money.remaining / money.granted));
}

function statusOf(
  balance: Balance,
  share: number,
  daysLeft: number,
  lowPercent: number,
): BalanceStatus {
  if (daysLeft <= 0) return "expired";
  if (balance.chargedBy === "period") return "active";
  if (balance.money.remaining <= 0) return "empty";
  return share * 100 <= lowPercent ? "low" : "active";
}

/** The one in use, then those that can still serve, soonest to expire first, then the rest. */
function byUsefulness(a: BalanceView, b: BalanceView): number {
  if (a.isInUse !== b.isInUse) return a.isInUse ? -1 : 1;
  if (canServe(a) !== canServe(b)) return canServe(a) ? -1 : 1;
  return a.daysLeft - b.daysLeft || a.id.localeCompare(b.id);
}

/** Whether Codex would be answered with this balance. */
export function canServe({ status }: BalanceView): boolean {
  return status === "active" || status === "low";
}
