import type { FastifyInstance } from "fastify";
import { z } from "zod";
import {
  signIn,
  signInSchema,
  signUp,
  signUpSchema,
  verifyEmail,
} from "../accounts/accountBook.ts";
import { closePageSession, openPageSession, signedInAccount } from "../accounts/pageSession.ts";
import type { SandboxContext } from "../sandboxContext.ts";
import { errorPage } from "./errorPage.ts";
import { sendPage } from "./sendPage.ts";
import { refusalText, signInPage } from "./signInPage.ts";
import { signUpPage, verificationPage } from "./signUpPage.ts";

const verifyQuery = z.object({ code: z.string().min(1) });

/** Sign-up, verification, sign-in and sign-out for browsers. */
export function accountRoutes(app: FastifyInstance, context: SandboxContext): void {
  app.get("/", (request, reply) =>
    reply.redirect(signedInAccount(context, request) ? "/dashboard" : "/sign-in"),
  );

  app.get("/sign-up", (_request, reply) => sendPage(reply, signUpPage()));
  app.post("/sign-up", (request, reply) => {
    const given = signUpSchema.safeParse(request.body);
    if (!given.success) {
      const trouble = given.error.issues[0]?.message;
      return sendPage(reply.code(400), signUpPage(trouble));
    }
    const account = signUp(context.state, given.data, context.now());
    if (account) return sendPage(reply, verificationPage(account));
    return sendPage(reply.code(409), signUpPage("There is an account with this address already."));
  });

  app.get("/verify", (request, reply) => {
    const query = verifyQuery.safeParse(request.query);
    if (query.success && verifyEmail(context.state, query.data.code))
      return reply.redirect("/sign-in");
    return sendPage(reply.code(400), errorPage("This link is not valid", "Sign up again."));
  });

  app.get("/sign-in", (_request, reply) => sendPage(reply, signInPage({ action: "/sign-in" })));
  app.post("/sign-in", (request, reply) => {
    const given = signInSchema.safeParse(request.body);
    const account = given.success ? signIn(context.state, given.data) : "wrong";
    if (typeof account === "string") {
      const form = { action: "/sign-in", trouble: refusalText(account) };
      return sendPage(reply.code(401), signInPage(form));
    }
    openPageSession(context, reply, account.id);
    return reply.redirect("/dashboard", 303);
  });

  app.post("/sign-out", (request, reply) => {
    closePageSession(context, request, reply);
    return reply.redirect("/sign-in", 303);
  });
}
