import type { AuthorizationServer, Client, DeviceAuthorizationResponse } from "oauth4webapi";
import { AppError } from "../../../app/errors.ts";
import { isWithin } from "./dashboardAddress.ts";
import { oauthErrorCode } from "./oauthErrorCode.ts";
import { badAnswer, type Fetch } from "./pinnedFetch.ts";
import { type TokenSet, tokenAnswer } from "./tokenSet.ts";

/** Our name at every service; it is public, as that of every program on a user's machine (RFC 8252, 8.4). */
const CLIENT_ID = "photonmark-codex-desktop";

const SCOPE = "desktop";

/** A browser's sign-in that is under way. */
export interface AuthorizationRequest {
  readonly url: string;
  readonly state: string;
  /** Proves at the token endpoint that who asks is who started (PKCE). */
  readonly verifier: string;
}

/** The outcome of one poll of the device flow. */
export type DevicePoll =
  | { readonly kind: "tokens"; readonly tokens: TokenSet }
  | { readonly kind: "pending" | "slowDown" | "expired" };

/** The service's OAuth endpoints, by its metadata, all at its own origin. */
export interface OauthClient {
  /** @throws AppError `SIGN_IN_UNAVAILABLE` when the service has no such endpoints */
  authorizationRequest(redirectUri: string, signal: AbortSignal): Promise<AuthorizationRequest>;
  /** Takes what came with the redirect. @throws AppError `SIGN_IN_REFUSED` */
  exchangeCode(
    request: AuthorizationRequest,
    redirectUri: string,
    parameters: URLSearchParams,
    signal: AbortSignal,
  ): Promise<TokenSet>;
  startDevice(signal: AbortSignal): Promise<DeviceAuthorizationResponse>;
  /** @throws AppError `SIGN_IN_REFUSED` */
  pollDevice(deviceCode: string, signal: AbortSignal): Promise<DevicePoll>;
  /** Undefined when the service no longer knows the refresh token. */
  refresh(refreshToken: string): Promise<TokenSet | undefined>;
  /** Ends a token (RFC 7009). */
  revoke(token: string): Promise<void>;
}

/** Speaks OAuth with the service through `fetch`, which is pinned to its origin. */
export function createOauthClient(origin: URL, fetch: Fetch): OauthClient {
  const client: Client = { client_id: CLIENT_ID, token_endpoint_auth_method: "none" };
  let known: AuthorizationServer | undefined;

  /** The library, its options for one request, and the metadata, which is asked for once. */
  async function connect(signal?: AbortSignal) {
    // Loaded here, because most runs of the command line never need it.
    const oauth = await import("oauth4webapi");
    const options = {
      [oauth.customFetch]: (url: string, init: RequestInit) => fetch(url, init),
      // Of plain http, only this machine itself has come this far.
      [oauth.allowInsecureRequests]: origin.protocol === "http:",
      ...(signal && { signal }),
    };
    known ??= await discover(oauth, options);
    return { oauth, options, server: known, auth: oauth.None() };
  }

  type Oauth = typeof import("oauth4webapi");

  async function discover(oauth: Oauth, options: object): Promise<AuthorizationServer> {
    const response = await oauth.discoveryRequest(origin, { ...options, algorithm: "oauth2" });
    if (response.status === 404)
      throw new AppError("SIGN_IN_UNAVAILABLE", { reason: "no metadata" });
    const url = new URL("/.well-known/oauth-authorization-server", origin);
    const server = await answerOf(url, () => oauth.processDiscoveryResponse(origin, response));
    for (const [place, value] of Object.entries(server))
      if (place.endsWith("_endpoint") && !(typeof value === "string" && isWithin(origin, value)))
        throw badAnswer(url, "origin", place);
    return server;
  }

  function endpoint(server: AuthorizationServer, name: EndpointName): URL {
    const address = server[name];
    if (address === undefined) throw new AppError("SIGN_IN_UNAVAILABLE", { reason: `no ${name}` });
    return new URL(address);
  }

  /** Reads an answer of the token endpoint. @throws AppError, or the library's error with an OAuth error in it */
  async function tokensIn(
    oauth: Oauth,
    server: AuthorizationServer,
    response: Response,
  ): Promise<TokenSet> {
    const url = endpoint(server, "token_endpoint");
    const answer = await answerOf(url, () =>
      oauth.processGenericTokenEndpointResponse(server, client, response),
    );
    const { data, error } = tokenAnswer.safeParse(answer);
    if (!data) throw badAnswer(url, "type", error.issues[0]?.path.join("."));
    return {
      accessToken: data.access_token,
      refreshToken: data.refresh_token,
      lifetimeSeconds: data.expires_in,
    };
  }

  const refusal = (error: unknown, fallback: AppError): AppError => {
    if (error instanceof AppError) return error;
    const reason = oauthErrorCode(error);
    return reason === undefined ? fallback : new AppError("SIGN_IN_REFUSED", { reason });
  };

  return {
    async authorizationRequest(redirectUri, signal) {
      const { oauth, server } = await connect(signal);
      const url = endpoint(server, "authorization_endpoint");
      endpoint(server, "token_endpoint");
      if (!server.code_challenge_methods_supported?.includes("S256"))
        throw new AppError("SIGN_IN_UNAVAILABLE", { reason: "no PKCE" });
      const verifier = oauth.generateRandomCodeVerifier();
      const state = oauth.generateRandomState();
      const parameters = {
        response_type: "code",
        client_id: CLIENT_ID,
        redirect_uri: redirectUri,
        scope: SCOPE,
        state,
        code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
        code_challenge_method: "S256",
      };
      for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
      return { url: url.href, state, verifier };
    },

    async exchangeCode({ state, verifier }, redirectUri, parameters, signal) {
      const { oauth, options, server, auth } = await connect(signal);
      const url = endpoint(server, "token_endpoint");
      try {
        const valid = oauth.validateAuthResponse(server, client, parameters, state);
        const response = await oauth.authorizationCodeGrantRequest(
          server,
          client,
          auth,
          valid,
          redirectUri,
          verifier,
          options,
        );
        return await tokensIn(oauth, server, response);
      } catch (error) {
        signal.throwIfAborted();
        // What is left comes from the redirect: a wrong issuer, a parameter given twice.
        throw refusal(error, badAnswer(url, "redirect parameters"));
      }
    },

    async startDevice(signal) {
      const { oauth, options, server, auth } = await connect(signal);
      const url = endpoint(server, "device_authorization_endpoint");
      try {
        const response = await oauth.deviceAuthorizationRequest(
          server,
          client,
          auth,
          { scope: SCOPE },
          options,
        );
        const device = await answerOf(url, () =>
          oauth.processDeviceAuthorizationResponse(server, client, response),
        );
        for (const place of ["verification_uri", "verification_uri_complete"] as const) {
          const address = device[place];
          // A person is sent there with our word for it.
          if (address !== undefined && !isWithin(origin, address))
            throw badAnswer(url, "origin", place);
        }
        return device;
      } catch (error) {
        signal.throwIfAborted();
        throw refusal(error, badAnswer(url, "shape"));
      }
    },

    async pollDevice(deviceCode, signal) {
      const { oauth, options, server, auth } = await connect(signal);
      try {
        const response = await oauth.deviceCodeGrantRequest(
          server,
          client,
          auth,
          deviceCode,
          options,
        );
        return { kind: "tokens", tokens: await tokensIn(oauth, server, response) };
      } catch (error) {
        signal.throwIfAborted();
        switch (oauthErrorCode(error)) {
          case "authorization_pending":
            return { kind: "pending" };
          case "slow_down":
            return { kind: "slowDown" };
          case "expired_token":
            return { kind: "expired" };
          default:
            throw refusal(error, badAnswer(endpoint(server, "token_endpoint"), "shape"));
        }
      }
    },

    async refresh(refreshToken) {
      const { oauth, options, server, auth } = await connect();
      const url = endpoint(server, "token_endpoint");
      try {
        const response = await oauth.refreshTokenGrantRequest(
          server,
          client,
          auth,
          refreshToken,
          options,
        );
        return await tokensIn(oauth, server, response);
      } catch (error) {
        if (error instanceof AppError) throw error;
        const reason = oauthErrorCode(error);
        if (reason === "invalid_grant") return undefined;
        throw badAnswer(url, reason ?? "shape");
      }
    },

    async revoke(token) {
      const { oauth, options, server, auth } = await connect();
      const url = endpoint(server, "revocation_endpoint");
      const response = await oauth.revocationRequest(server, client, auth, token, options);
      await answerOf(url, () => oauth.processRevocationResponse(response));
    },
  };

  /** Lets the library read an answer; what it cannot read becomes an error without any of the answer in it. */
  async function answerOf<Answer>(url: URL, read: () => Promise<Answer>): Promise<Answer> {
    try {
      return await read();
    } catch (error) {
      if (error instanceof AppError || oauthErrorCode(error) !== undefined) throw error;
      throw badAnswer(url, "shape");
    }
  }
}

type EndpointName =
  | "authorization_endpoint"
  | "token_endpoint"
  | "device_authorization_endpoint"
  | "revocation_endpoint";
