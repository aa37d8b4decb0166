import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type Provider from "oidc-provider";
import { z } from "zod";
import { balancesOf } from "../balances/balanceLedger.ts";
import { utcDay } from "../balances/utcDay.ts";
import { blockToml } from "../blocks/blockToml.ts";
import { desktopScope } from "../oauth/createOauthProvider.ts";
import type { SandboxContext } from "../sandboxContext.ts";
import type { Account, Balance } from "../sandboxState.ts";
import { sendError } from "../sendError.ts";

/** Where the desktop API is. */
export const desktopApiPath = "/api/desktop/v1";

const usageQuery = z.object({ days: z.coerce.number().int().min(1).max(90).default(30) });

/** The desktop API as `openapi.yaml` describes it; every path needs an access token. */
export function desktopApiRoutes(
  app: FastifyInstance,
  context: SandboxContext,
  provider: Provider,
): void {
  const accounts = new WeakMap<FastifyRequest, Account>();
  app.addHook("onRequest", async (request, reply) => {
    const presented = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? "")?.[1];
    if (presented === undefined) return refuse(reply, "missing_token", "");
    const token = await provider.AccessToken.find(presented);
    const account = context.state.accounts.find(({ id }) => id === token?.accountId);
    if (!account || !token?.scopes.has(desktopScope))
      return refuse(reply, "invalid_token", ', error="invalid_token"');
    accounts.set(request, account);
    return undefined;
  });
  app.addHook("onSend", async (_request, reply) => {
    reply.header("cache-control", "no-store");
  });
  const accountOf = (request: FastifyRequest): Account => {
    const account = accounts.get(request);
    if (!account) throw new Error("the desktop API was reached without a token");
    return account;
  };
  const asOf = () => context.now().toISOString();

  app.get("/account", (request) => {
    const { id, email, name, createdAt } = accountOf(request);
    return { id, email, name, createdAt, dashboardUrl: `${context.origin}/dashboard` };
  });

  app.get("/balances", (request) => {
    const balances = balancesOf(context.state, accountOf(request).id);
    return { asOf: asOf(), balances: balances.map((balance) => publicBalance(context, balance)) };
  });

  app.get("/blocks", (request) => {
    const balances = balancesOf(context.state, accountOf(request).id);
    const blocks = balances.map((balance) => ({
      balanceId: balance.id,
      providerId: balance.providerId,
      toml: blockToml(balance, context.origin),
      updatedAt: balance.tokenIssuedAt,
    }));
    return { asOf: asOf(), blocks };
  });

  app.get("/usage", (request, reply) => {
    const query = usageQuery.safeParse(request.query);
    if (!query.success)
      return sendError(reply, 400, "invalid_request", "days must be a whole number, 1 to 90.");
    const { days } = query.data;
    const to = utcDay(context.now());
    const from = utcDay(new Date(context.now().getTime() - (days - 1) * 86_400_000));
    const usage = balancesOf(context.state, accountOf(request).id).map(({ id, currency }) => ({
      balanceId: id,
      currency,
      days: context.state.usage
        .filter(({ balanceId, date }) => balanceId === id && date >= from && date <= to)
        .map(({ balanceId: _, ...day }) => day),
    }));
    return { asOf: asOf(), from, to, usage };
  });
}

function publicBalance(context: SandboxContext, balance: Balance) {
  const { id, providerId, name, service, source, chargedBy, expiresAt, createdAt } = balance;
  const { currency, remaining, granted } = balance;
  return {
    id,
    providerId,
    name,
    service,
    source,
    chargedBy,
    money: { currency, remaining, granted },
    expiresAt,
    createdAt,
    topUpUrl: `${context.origin}/top-up?balance=${id}`,
  };
}

function refuse(reply: FastifyReply, code: string, challenge: string): FastifyReply {
  reply.header("www-authenticate", `Bearer realm="PhotonMark desktop API"${challenge}`);
  return sendError(reply, 401, code, "Sign in again.");
}
