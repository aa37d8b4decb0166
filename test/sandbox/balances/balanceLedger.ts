import { randomBytes } from "node:crypto";
import { demoAccount } from "../accounts/demoAccount.ts";
import type { Balance, SandboxState, Service } from "../sandboxState.ts";
import { newProxyToken } from "./newProxyToken.ts";
import { utcDay } from "./utcDay.ts";

/** What a finished turn consumed; `cost` in minor units of the balance's currency. */
export interface Consumption {
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly cost: number;
}

/** The balances of one account, in the order they were bought. */
export function balancesOf(state: SandboxState, accountId: string): Balance[] {
  return state.balances.filter((balance) => balance.accountId === accountId);
}

/** Finds a balance by its own id, or by provider id among the demo account's. */
export function findBalance(state: SandboxState, idOrProviderId: string): Balance | undefined {
  return (
    state.balances.find(({ id }) => id === idOrProviderId) ??
    balancesOf(state, demoAccount.id).find(({ providerId }) => providerId === idOrProviderId)
  );
}

/** Takes the cost off the balance, down to zero, and adds to the day's usage. Returns what was charged. */
export function debit(
  state: SandboxState,
  balance: Balance,
  consumption: Consumption,
  now: Date,
): number {
  const charged = Math.min(balance.remaining, consumption.cost);
  balance.remaining -= charged;
  const day = usageDay(state, balance.id, utcDay(now));
  day.requests += 1;
  day.inputTokens += consumption.inputTokens;
  day.outputTokens += consumption.outputTokens;
  day.cost += charged;
  return charged;
}

/** Issues a new proxy token; the old one is refused from now on. */
export function rotateToken(balance: Balance, now: Date): void {
  balance.proxyToken = newProxyToken(balance.service);
  balance.tokenIssuedAt = now.toISOString();
}

/** Adds a balance to an account, as a purchase or a grant does. `granted` in cents of US dollars. */
export function addBalance(
  state: SandboxState,
  given: {
    readonly accountId: string;
    readonly service: Service;
    readonly source: Balance["source"];
    readonly granted: number;
    readonly days: number;
  },
  now: Date,
): Balance {
  const { accountId, service, source, granted, days } = given;
  const suffix = randomBytes(2).toString("hex");
  const plainId = `photonmark-codex-${service}`;
  const isTaken = balancesOf(state, accountId).some(({ providerId }) => providerId === plainId);
  const isExtra = isTaken || source === "bonus" || source === "grant";
  const title = `PhotonMark Codex ${serviceTitle(service)}`;
  const balance: Balance = {
    id: `bal_${randomBytes(6).toString("hex")}`,
    accountId,
    providerId: isExtra ? `${plainId}-${source}-${suffix}` : plainId,
    name: isExtra ? `${title} ${source} ${suffix}` : title,
    service,
    source,
    chargedBy: service === "link" ? "period" : "token",
    currency: "USD",
    granted,
    remaining: granted,
    expiresAt: new Date(now.getTime() + days * 86_400_000).toISOString(),
    createdAt: now.toISOString(),
    proxyToken: newProxyToken(service),
    tokenIssuedAt: now.toISOString(),
  };
  state.balances.push(balance);
  return balance;
}

/** Whether the balance can no longer be used because its time is over. */
export function isExpired(balance: Balance, now: Date): boolean {
  return Date.parse(balance.expiresAt) <= now.getTime();
}

/** The service's name as people read it. */
export function serviceTitle(service: Service): string {
  return { pay: "Pay", boost: "Boost", link: "Link" }[service];
}

function usageDay(state: SandboxState, balanceId: string, date: string) {
  const found = state.usage.find((day) => day.balanceId === balanceId && day.date === date);
  if (found) return found;
  const fresh = { balanceId, date, requests: 0, inputTokens: 0, outputTokens: 0, cost: 0 };
  state.usage.push(fresh);
  return fresh;
}
