import type { FastifyInstance, FastifyRequest } from "fastify";
import { z } from "zod";
import { signedInAccount } from "../accounts/pageSession.ts";
import { addBalance, balancesOf } from "../balances/balanceLedger.ts";
import { bashInstaller } from "../blocks/bashInstaller.ts";
import { installerName } from "../blocks/installerName.ts";
import { powershellInstaller } from "../blocks/powershellInstaller.ts";
import type { SandboxContext } from "../sandboxContext.ts";
import { type Account, type Balance, serviceSchema } from "../sandboxState.ts";
import { dashboardPage, topUpPage } from "./dashboardPage.ts";
import { errorPage } from "./errorPage.ts";
import { sendPage } from "./sendPage.ts";

const balanceField = z.object({ balance: z.string() });
const purchase = z.object({ service: serviceSchema });
const installerPath = z.object({ balance: z.string(), system: z.enum(["unix", "windows"]) });

const topUpMinorUnits = 2000;

/** The pages behind the sign-in. */
export function dashboardRoutes(app: FastifyInstance, context: SandboxContext): void {
  const accounts = new WeakMap<FastifyRequest, Account>();
  app.addHook("preHandler", async (request, reply) => {
    const account = signedInAccount(context, request);
    if (!account) return reply.redirect("/sign-in", 303);
    accounts.set(request, account);
    return undefined;
  });
  const accountOf = (request: FastifyRequest): Account => {
    const account = accounts.get(request);
    if (!account) throw new Error("a page behind the sign-in was reached without one");
    return account;
  };
  const ownBalance = (request: FastifyRequest, id: string): Balance | undefined =>
    balancesOf(context.state, accountOf(request).id).find((balance) => balance.id === id);
  const gone = () => errorPage("There is no such balance", "It may belong to another account.");

  app.get("/dashboard", (request, reply) => {
    const account = accountOf(request);
    const balances = balancesOf(context.state, account.id);
    const { origin } = context;
    return sendPage(reply, dashboardPage({ account, balances, origin, now: context.now() }));
  });

  app.post("/dashboard/buy", (request, reply) => {
    const { service } = purchase.parse(request.body);
    const source = service === "link" ? "subscription" : "top-up";
    const given = { accountId: accountOf(request).id, service, source, days: 90 } as const;
    addBalance(context.state, { ...given, granted: topUpMinorUnits }, context.now());
    return reply.redirect("/dashboard", 303);
  });

  app.get("/top-up", (request, reply) => {
    const balance = ownBalance(request, balanceField.parse(request.query).balance);
    return balance ? sendPage(reply, topUpPage(balance)) : sendPage(reply.code(404), gone());
  });

  app.post("/top-up", (request, reply) => {
    const balance = ownBalance(request, balanceField.parse(request.body).balance);
    if (!balance) return sendPage(reply.code(404), gone());
    balance.granted += topUpMinorUnits;
    balance.remaining += topUpMinorUnits;
    return reply.redirect("/dashboard", 303);
  });

  app.get("/install/:balance/:system", (request, reply) => {
    const { balance: id, system } = installerPath.parse(request.params);
    const balance = ownBalance(request, id);
    if (!balance) return sendPage(reply.code(404), gone());
    const write = system === "unix" ? bashInstaller : powershellInstaller;
    return reply
      .header("content-disposition", `attachment; filename="${installerName(balance, system)}"`)
      .header("cache-control", "no-store")
      .type("application/octet-stream")
      .send(write(balance, context.origin));
  });
}
