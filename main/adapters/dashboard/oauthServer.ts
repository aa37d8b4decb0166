import type { AuthorizationServer, Client } from "oauth4webapi";
import { AppError } from "../../../app/errors.ts";
import { isWithin } from "../../../app/provider/address.ts";
import { oauthErrorCode } from "./oauthErrorCode.ts";
import { badAnswer, type Fetch } from "./pinnedFetch.ts";
import { type TokenSet, tokenAnswer } from "./tokenSet.ts";

/** Our name at every service; it is public, as that of every program on a user's machine (RFC 8252, 8.4). */
export const CLIENT_ID = "photonmark-codex-desktop";

/** The endpoints that are used. */
type EndpointName =
  | "authorization_endpoint"
  | "token_endpoint"
  | "device_authorization_endpoint"
  | "revocation_endpoint";

const client: Client = { client_id: CLIENT_ID, token_endpoint_auth_method: "none" };

/**
 * A way to the service's OAuth endpoints: the library, what it needs for each request, and the metadata, which is
 * asked for once and names no address outside the origin.
 */
export function createOauthServer(origin: URL, fetch: Fetch) {
  let known: AuthorizationServer | undefined;

  /** @throws AppError `SIGN_IN_UNAVAILABLE` when the service has no metadata */
  return async function connect(signal?: AbortSignal) {
    // Loaded here, because most runs of the command line never need it.
    const oauth = await import("oauth4webapi");
    const options = {
      [oauth.customFetch]: (url: string, init: object) => fetch(url, init),
      // Of plain http, only this machine itself has come this far.
      [oauth.allowInsecureRequests]: origin.protocol === "http:",
      ...(signal && { signal }),
    };
    if (known === undefined) {
      const response = await oauth.discoveryRequest(origin, { ...options, algorithm: "oauth2" });
      if (response.status === 404)
        throw new AppError("SIGN_IN_UNAVAILABLE", { reason: "no metadata" });
      const url = new URL("/.well-known/oauth-authorization-server", origin);
      const found = await readAnswer(url, () => oauth.processDiscoveryResponse(origin, response));
      for (const [place, value] of Object.entries(found))
        if (place.endsWith("_endpoint") && !(typeof value === "string" && isWithin(origin, value)))
          throw badAnswer(url, "origin", place);
      known = found;
    }
    const server = known;
    const endpoint = (name: EndpointName): URL => {
      const address = server[name];
      if (address === undefined)
        throw new AppError("SIGN_IN_UNAVAILABLE", { reason: `no ${name}` });
      return new URL(address);
    };
    return {
      oauth,
      /** What the library wants to have first, in its order. */
      parties: [server, client, oauth.None()] as const,
      options,
      server,
      client,
      endpoint,
      /** Reads an answer of the token endpoint. @throws AppError, or the library's error with an OAuth error in it */
      async tokensIn(response: Response): Promise<TokenSet> {
        const url = endpoint("token_endpoint");
        const answer = await readAnswer(url, () =>
          oauth.processGenericTokenEndpointResponse(server, client, response),
        );
        const { data, error } = tokenAnswer.safeParse(answer);
        if (!data) throw badAnswer(url, "shape", error.issues[0]?.path.join("."));
        return {
          accessToken: data.access_token,
          refreshToken: data.refresh_token,
          lifetimeSeconds: data.expires_in,
        };
      },
    };
  };
}

/**
 * Lets the library read an answer. What it cannot read becomes an error without any of the answer in it.
 *
 * @throws AppError `DASHBOARD_BAD_ANSWER`, or the library's error with an OAuth error in it
 */
export async function readAnswer<Answer>(url: URL, read: () => Promise<Answer>): Promise<Answer> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof AppError || oauthErrorCode(error) !== undefined) throw error;
    throw badAnswer(url, "shape");
  }
}

/** What an error of the library means for a sign-in: that the service refused, else `fallback`. */
export function signInError(error: unknown, fallback: AppError): AppError {
  if (error instanceof AppError) return error;
  const reason = oauthErrorCode(error);
  return reason === undefined ? fallback : new AppError("SIGN_IN_REFUSED", { reason });
}
