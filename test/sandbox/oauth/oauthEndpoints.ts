import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type Provider from "oidc-provider";
import { oauthRoutes } from "./createOauthProvider.ts";

const discoveryPath = "/.well-known/openid-configuration";

/** Hands the OAuth paths to the library, which reads the request and writes the answer itself. */
export function oauthEndpoints(app: FastifyInstance, provider: Provider): void {
  const handle = provider.callback();
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("*", (_request, _payload, done) => done(null));
  const passOn = (request: FastifyRequest, reply: FastifyReply) => {
    reply.hijack();
    return handle(request.raw, reply.raw);
  };
  for (const path of Object.values(oauthRoutes)) app.all(path, passOn);
  // Where the library goes on after an interaction.
  app.get(`${oauthRoutes.authorization}/:uid`, passOn);
  app.get(`${oauthRoutes.code_verification}/:uid`, passOn);
  app.get(discoveryPath, passOn);
  app.get("/.well-known/oauth-authorization-server", (request, reply) => {
    // RFC 8414 metadata; this version of the library serves the same document under its OpenID name alone.
    request.raw.url = discoveryPath;
    return passOn(request, reply);
  });
}
