import { createHash, timingSafeEqual } from "node:crypto";
import type { FastifyInstance, FastifyReply } from "fastify";
import { z } from "zod";
import { demoAccount } from "../accounts/demoAccount.ts";
import { addBalance, findBalance, rotateToken } from "../balances/balanceLedger.ts";
import { forgetAccount } from "../oauth/oauthStore.ts";
import type { SandboxContext } from "../sandboxContext.ts";
import { instantSchema, minorUnitsSchema, serviceSchema } from "../sandboxState.ts";
import { sendError } from "../sendError.ts";
import { faultSchema } from "./fault.ts";

/** Where the admin paths are, away from everything a real service has. */
export const adminPath = "/__sandbox";

const balanceParams = z.object({ balance: z.string() });
const balanceChange = z.strictObject({
  granted: minorUnitsSchema.optional(),
  remaining: minorUnitsSchema.optional(),
  expiresAt: instantSchema.optional(),
});
const newBalance = z.strictObject({
  email: z.email().default(demoAccount.email),
  service: serviceSchema,
  source: z.enum(["top-up", "bonus", "grant", "subscription"]).default("top-up"),
  granted: minorUnitsSchema.default(1000),
  days: z.int().default(30),
});
const sessionsGone = z.strictObject({ email: z.email().default(demoAccount.email) });
const settingsChange = z.strictObject({
  desktopApi: z.boolean().optional(),
  clockOffsetMs: z.int().optional(),
  accessTokenSeconds: z.int().min(1).optional(),
  turnsPerMinute: z.int().min(1).optional(),
  pieceDelayMs: z.int().min(0).optional(),
});

/** What tests change from outside; every request needs `Authorization: Bearer <admin secret>`. */
export function adminRoutes(app: FastifyInstance, context: SandboxContext): void {
  const { state } = context;
  app.addHook("onRequest", async (request, reply) => {
    if (isSecret(request.headers.authorization, context.adminSecret)) return undefined;
    return sendError(
      reply,
      401,
      "wrong_secret",
      "This path needs the admin secret printed at start.",
    );
  });

  app.get("/turns", () => ({ turns: context.turns }));
  app.get("/balances", () => ({ balances: state.balances }));

  app.post("/balances", (request) => {
    const { email, ...given } = newBalance.parse(request.body ?? {});
    const accountId = accountIdOf(context, email);
    return addBalance(state, { ...given, accountId }, context.now());
  });

  app.patch("/balances/:balance", (request, reply) => {
    const balance = findBalance(state, balanceParams.parse(request.params).balance);
    if (!balance) return noBalance(reply);
    const change = balanceChange.parse(request.body);
    return Object.assign(balance, change);
  });

  app.delete("/balances/:balance", (request, reply) => {
    const balance = findBalance(state, balanceParams.parse(request.params).balance);
    if (!balance) return noBalance(reply);
    state.balances.splice(state.balances.indexOf(balance), 1);
    return balance;
  });

  app.post("/balances/:balance/expire", (request, reply) => {
    const balance = findBalance(state, balanceParams.parse(request.params).balance);
    if (!balance) return noBalance(reply);
    balance.expiresAt = new Date(context.now().getTime() - 1000).toISOString();
    return balance;
  });

  app.post("/balances/:balance/rotate", (request, reply) => {
    const balance = findBalance(state, balanceParams.parse(request.params).balance);
    if (!balance) return noBalance(reply);
    rotateToken(balance, context.now());
    return balance;
  });

  app.delete("/sessions", (request) => {
    const { email } = sessionsGone.parse(request.body ?? {});
    const accountId = accountIdOf(context, email);
    const kept = state.pageSessions.filter((session) => session.accountId !== accountId);
    const pages = state.pageSessions.length - kept.length;
    state.pageSessions = kept;
    return { pages, oauth: forgetAccount(state, accountId) };
  });

  app.get("/faults", () => ({ faults: context.faults.pending }));
  app.post("/faults", (request) => {
    const fault = faultSchema.parse(request.body);
    context.faults.add(fault);
    return fault;
  });
  app.delete("/faults", () => {
    context.faults.clear();
    return { faults: [] };
  });

  app.patch("/settings", (request) =>
    Object.assign(context.settings, settingsChange.parse(request.body)),
  );
}

function isSecret(authorization: string | undefined, secret: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(authorization ?? ""), digest(`Bearer ${secret}`));
}

function accountIdOf(context: SandboxContext, email: string): string {
  const account = context.state.accounts.find((one) => one.email === email.toLowerCase());
  if (account) return account.id;
  throw new z.ZodError([
    { code: "custom", path: ["email"], message: "No such account.", input: email },
  ]);
}

function noBalance(reply: FastifyReply): FastifyReply {
  return sendError(reply, 404, "no_balance", "There is no such balance.");
}
