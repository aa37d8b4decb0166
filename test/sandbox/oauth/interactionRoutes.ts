import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type Provider from "oidc-provider";
import type { InteractionResults } from "oidc-provider";
import { z } from "zod";
import { signIn, signInSchema } from "../accounts/accountBook.ts";
import { signedInAccount } from "../accounts/pageSession.ts";
import { errorPage } from "../pages/errorPage.ts";
import { sendPage } from "../pages/sendPage.ts";
import { refusalText, signInPage } from "../pages/signInPage.ts";
import type { SandboxContext } from "../sandboxContext.ts";

const pathSchema = z.object({ uid: z.string() });

/** The pages of a sign-in that an app started. */
export function interactionRoutes(
  app: FastifyInstance,
  context: SandboxContext,
  provider: Provider,
): void {
  const ask = (request: FastifyRequest, reply: FastifyReply, trouble?: string) => {
    const { uid } = pathSchema.parse(request.params);
    const action = `/interaction/${uid}`;
    return sendPage(reply, signInPage({ action, cancel: `${action}/cancel`, trouble }));
  };
  const finish = (request: FastifyRequest, reply: FastifyReply, result: InteractionResults) => {
    reply.hijack();
    return provider.interactionFinished(request.raw, reply.raw, result, {
      mergeWithLastSubmission: false,
    });
  };

  app.addHook("preHandler", async (request, reply) => {
    // Without the library's cookie for this uid the request belongs to another browser, or came too late.
    const known = await provider.interactionDetails(request.raw, reply.raw).catch(() => undefined);
    if (known?.uid === pathSchema.parse(request.params).uid) return undefined;
    const text = "This sign-in is over or was started in another browser. Start it again.";
    return sendPage(reply.code(400), errorPage("This sign-in cannot go on", text));
  });

  app.get("/interaction/:uid", (request, reply) => {
    const account = signedInAccount(context, request);
    if (account) return finish(request, reply, { login: { accountId: account.id } });
    return ask(request, reply);
  });

  app.post("/interaction/:uid", (request, reply) => {
    const given = signInSchema.safeParse(request.body);
    const account = given.success ? signIn(context.state, given.data) : "wrong";
    if (typeof account === "string") return ask(request, reply.code(401), refusalText(account));
    return finish(request, reply, { login: { accountId: account.id } });
  });

  app.post("/interaction/:uid/cancel", (request, reply) =>
    finish(request, reply, {
      error: "access_denied",
      error_description: "The user cancelled the sign-in.",
    }),
  );
}
