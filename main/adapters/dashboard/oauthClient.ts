import type { DeviceAuthorizationResponse } from "oauth4webapi";
import { AppError } from "../../../app/errors.ts";
import { isWithin } from "../../../app/provider/address.ts";
import { oauthErrorCode } from "./oauthErrorCode.ts";
import { CLIENT_ID, createOauthServer, readAnswer, signInError } from "./oauthServer.ts";
import { badAnswer, type Fetch } from "./pinnedFetch.ts";
import type { TokenSet } from "./tokenSet.ts";

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

/** What the service's OAuth endpoints are used for. Every method throws what the pinned fetch does, too. */
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
  /** @throws AppError `SIGN_IN_UNAVAILABLE`, `SIGN_IN_REFUSED` */
  startDevice(signal: AbortSignal): Promise<DeviceAuthorizationResponse>;
  /** @throws AppError `SIGN_IN_REFUSED` */
  pollDevice(deviceCode: string, signal: AbortSignal): Promise<DevicePoll>;
  /** Undefined when the service no longer knows the refresh token. */
  refresh(refreshToken: string): Promise<TokenSet | undefined>;
  /** Ends a token (RFC 7009). @throws AppError `SIGN_IN_UNAVAILABLE` when the service cannot */
  revoke(token: string): Promise<void>;
}

/** Speaks OAuth with the service through `fetch`, which is pinned to its origin. */
export function createOauthClient(origin: URL, fetch: Fetch): OauthClient {
  const connect = createOauthServer(origin, fetch);

  return {
    async authorizationRequest(redirectUri, signal) {
      const { oauth, server, endpoint } = await connect(signal);
      const url = endpoint("authorization_endpoint");
      endpoint("token_endpoint");
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
      const { oauth, parties, options, endpoint, tokensIn } = await connect(signal);
      const [server, client] = parties;
      try {
        const valid = oauth.validateAuthResponse(server, client, parameters, state);
        return await tokensIn(
          await oauth.authorizationCodeGrantRequest(
            ...parties,
            valid,
            redirectUri,
            verifier,
            options,
          ),
        );
      } catch (error) {
        signal.throwIfAborted();
        // What is left comes from the redirect: a wrong issuer, a parameter given twice.
        throw signInError(error, badAnswer(endpoint("authorization_endpoint"), "redirect"));
      }
    },

    async startDevice(signal) {
      const { oauth, parties, options, server, client, endpoint } = await connect(signal);
      const url = endpoint("device_authorization_endpoint");
      try {
        const response = await oauth.deviceAuthorizationRequest(
          ...parties,
          { scope: SCOPE },
          options,
        );
        const device = await readAnswer(url, () =>
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
        throw signInError(error, badAnswer(url, "shape"));
      }
    },

    async pollDevice(deviceCode, signal) {
      const { oauth, parties, options, endpoint, tokensIn } = await connect(signal);
      try {
        const response = await oauth.deviceCodeGrantRequest(...parties, deviceCode, options);
        return { kind: "tokens", tokens: await tokensIn(response) };
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
            throw signInError(error, badAnswer(endpoint("token_endpoint"), "shape"));
        }
      }
    },

    async refresh(refreshToken) {
      const { oauth, parties, options, endpoint, tokensIn } = await connect();
      try {
        const response = await oauth.refreshTokenGrantRequest(...parties, refreshToken, options);
        return await tokensIn(response);
      } catch (error) {
        if (error instanceof AppError) throw error;
        const reason = oauthErrorCode(error);
        if (reason === "invalid_grant") return undefined;
        throw badAnswer(endpoint("token_endpoint"), reason ?? "shape");
      }
    },

    async revoke(token) {
      const { oauth, parties, options, endpoint } = await connect();
      const url = endpoint("revocation_endpoint");
      const response = await oauth.revocationRequest(...parties, token, options);
      try {
        await oauth.processRevocationResponse(response);
      } catch (error) {
        throw badAnswer(url, oauthErrorCode(error) ?? "shape");
      }
    },
  };
}
