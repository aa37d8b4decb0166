import { isExpired } from "../balances/balanceLedger.ts";
import type { SandboxContext } from "../sandboxContext.ts";
import type { Balance, Service } from "../sandboxState.ts";
import type { TurnRate } from "./turnRate.ts";

/** Why the gateway refuses a request. */
export interface GatewayRefusal {
  readonly status: 401 | 402 | 429;
  readonly code: string;
  readonly message: string;
  readonly retryAfterSeconds?: number;
}

/** The balance of the presented token. @returns a refusal when it is missing, unknown or of another service */
export function balanceOfToken(
  context: SandboxContext,
  service: Service,
  authorization: string | undefined,
): Balance | GatewayRefusal {
  const token = /^Bearer (\S+)$/i.exec(authorization ?? "")?.[1];
  if (token === undefined)
    return {
      status: 401,
      code: "missing_token",
      message: "This path needs the proxy token from your PhotonMark dashboard.",
    };
  const balance = context.state.balances.find(({ proxyToken }) => proxyToken === token);
  if (balance?.service === service) return balance;
  return {
    status: 401,
    code: "invalid_token",
    message: "This proxy token is not valid here. Copy the current block from your dashboard.",
  };
}

/** Whether the balance may pay for one more turn now. */
export function admitTurn(
  context: SandboxContext,
  balance: Balance,
  rate: TurnRate,
): GatewayRefusal | undefined {
  if (isExpired(balance, context.now()))
    return {
      status: 402,
      code: "balance_expired",
      message: `The balance ${balance.providerId} has expired. Choose another one or top up.`,
    };
  if (balance.chargedBy === "token" && balance.remaining === 0)
    return {
      status: 402,
      code: "balance_empty",
      message: `The balance ${balance.providerId} is empty. Choose another one or top up.`,
    };
  const wait = rate.note(balance.id, context.settings.turnsPerMinute, context.now().getTime());
  if (wait === 0) return undefined;
  return {
    status: 429,
    code: "rate_limit_exceeded",
    message: `Too many requests on ${balance.providerId}. Try again in ${wait} s.`,
    retryAfterSeconds: wait,
  };
}
