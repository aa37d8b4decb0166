import type { Server } from "node:http";
import fastify, { type FastifyInstance } from "fastify";
import { z } from "zod";
import { adminPath, adminRoutes } from "./admin/adminRoutes.ts";
import { faultHooks } from "./admin/faultHooks.ts";
import { desktopApiPath, desktopApiRoutes } from "./api/desktopApiRoutes.ts";
import { gatewayRoutes } from "./gateway/gatewayRoutes.ts";
import { createOauthProvider } from "./oauth/createOauthProvider.ts";
import { interactionRoutes } from "./oauth/interactionRoutes.ts";
import { oauthEndpoints } from "./oauth/oauthEndpoints.ts";
import { accountRoutes } from "./pages/accountRoutes.ts";
import { pageScript, styleSheet } from "./pages/assets.ts";
import { dashboardRoutes } from "./pages/dashboardRoutes.ts";
import type { SandboxContext } from "./sandboxContext.ts";
import { sendError } from "./sendError.ts";

/** Puts the parts together; they answer what reaches `server`, once the app is ready. */
export function buildServer(context: SandboxContext, server: Server): FastifyInstance {
  const app = fastify({
    forceCloseConnections: true,
    serverFactory: (handler) => server.on("request", handler),
  });
  app.addContentTypeParser<string>(
    "application/x-www-form-urlencoded",
    { parseAs: "string" },
    (_request, body, done) => done(null, Object.fromEntries(new URLSearchParams(body))),
  );
  app.addHook("onRequest", async (request, reply) => {
    // On the raw answer, because the OAuth library writes there.
    reply.raw.setHeader("date", context.now().toUTCString());
    // A page of another origin must not post our forms in the user's name.
    const { origin } = request.headers;
    if (request.method === "POST" && origin !== undefined && origin !== context.origin)
      return sendError(reply, 403, "wrong_origin", "This form belongs to another page.");
    return undefined;
  });
  faultHooks(app, context);
  app.setErrorHandler((error, _request, reply) => {
    if (error instanceof z.ZodError)
      return sendError(reply, 400, "invalid_request", z.prettifyError(error));
    return reply.send(error);
  });
  app.setNotFoundHandler((_request, reply) =>
    sendError(reply, 404, "not_found", "There is no such path."),
  );

  app.get("/assets/sandbox.css", (_request, reply) => reply.type("text/css").send(styleSheet));
  app.get("/assets/dashboard.js", (_request, reply) =>
    reply.type("text/javascript").send(pageScript),
  );
  app.register(async (scope) => accountRoutes(scope, context));
  app.register(async (scope) => dashboardRoutes(scope, context));
  app.register(async (scope) => gatewayRoutes(scope, context));
  app.register(async (scope) => adminRoutes(scope, context), { prefix: adminPath });
  app.register(async (scope) => desktopParts(scope, context));
  return app;
}

// What today's service does not have.
function desktopParts(app: FastifyInstance, context: SandboxContext): void {
  const provider = createOauthProvider(context);
  app.addHook("onRequest", async (_request, reply) => {
    if (context.settings.desktopApi) return undefined;
    reply.callNotFound();
    return reply;
  });
  app.register(async (scope) => oauthEndpoints(scope, provider));
  app.register(async (scope) => interactionRoutes(scope, context, provider));
  app.register(async (scope) => desktopApiRoutes(scope, context, provider), {
    prefix: desktopApiPath,
  });
}
