import { createHash, randomBytes } from "node:crypto";
import { desktopScope, oauthClientId } from "../oauth/createOauthProvider.ts";
import type { Sandbox } from "../startSandbox.ts";
import { type Browser, createBrowser } from "./createBrowser.ts";

/** What the token endpoint answers. */
export interface TokenAnswer {
  readonly access_token: string;
  readonly refresh_token: string;
  readonly token_type: string;
  /** Seconds. */
  readonly expires_in: number;
  readonly scope: string;
}

/** An authorization request, with the secrets that belong to it. */
export interface Authorization {
  readonly url: string;
  readonly state: string;
  readonly verifier: string;
  readonly redirectUri: string;
}

/** Prepares an authorization request with PKCE and state; `change` replaces or, with undefined, drops parameters. */
export function prepareAuthorization(
  origin: string,
  change: Readonly<Record<string, string | undefined>> = {},
): Authorization {
  const verifier = randomBytes(32).toString("base64url");
  const state = randomBytes(16).toString("base64url");
  const parameters: Record<string, string | undefined> = {
    response_type: "code",
    client_id: oauthClientId,
    redirect_uri: "http://127.0.0.1:50123/callback",
    scope: desktopScope,
    state,
    code_challenge: createHash("sha256").update(verifier).digest("base64url"),
    code_challenge_method: "S256",
    ...change,
  };
  const url = new URL("/oauth/authorize", origin);
  for (const [name, value] of Object.entries(parameters))
    if (value !== undefined) url.searchParams.set(name, value);
  return { url: url.href, state, verifier, redirectUri: parameters.redirect_uri ?? "" };
}

/** Signs in on the pages an authorization leads to; returns where the browser is sent at the end. */
export async function signInAt(
  sandbox: Sandbox,
  url: string,
  browser: Browser = createBrowser(sandbox.origin),
): Promise<URL> {
  const form = await browser.follow(url);
  if (form.status !== 200) throw new Error(`no sign-in page: ${form.status} ${await form.text()}`);
  const { email, password } = sandbox.demoAccount;
  const end = await browser.follow(form.url, { email, password });
  const location = end.headers.get("location");
  if (location === null) throw new Error(`no redirect: ${end.status} ${await end.text()}`);
  return new URL(location);
}

/** Posts to an OAuth endpoint as the public client. */
export function postOauth(
  origin: string,
  path: string,
  parameters: Readonly<Record<string, string>>,
): Promise<Response> {
  return fetch(new URL(path, origin), {
    method: "POST",
    redirect: "manual",
    body: new URLSearchParams({ client_id: oauthClientId, ...parameters }),
  });
}

/** The whole circle of RFC 8252: authorize, sign in, exchange the code. */
export async function authorizeApp(sandbox: Sandbox): Promise<TokenAnswer> {
  const authorization = prepareAuthorization(sandbox.origin);
  const end = await signInAt(sandbox, authorization.url);
  const response = await postOauth(sandbox.origin, "/oauth/token", {
    grant_type: "authorization_code",
    code: end.searchParams.get("code") ?? "",
    code_verifier: authorization.verifier,
    redirect_uri: authorization.redirectUri,
  });
  if (!response.ok) throw new Error(`no token: ${response.status} ${await response.text()}`);
  return (await response.json()) as TokenAnswer;
}
