import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  authorizeApp,
  postOauth,
  prepareAuthorization,
  signInAt,
  type TokenAnswer,
} from "../sandbox/client/authorizeApp.ts";
import { createBrowser } from "../sandbox/client/createBrowser.ts";
import { type Sandbox, startSandbox } from "../sandbox/startSandbox.ts";

let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox.stop());

async function accountStatus(accessToken: string): Promise<number> {
  const response = await fetch(`${sandbox.origin}/api/desktop/v1/account`, {
    headers: { authorization: `Bearer ${accessToken}` },
  });
  await response.body?.cancel();
  return response.status;
}

async function exchange(parameters: Readonly<Record<string, string>>) {
  const response = await postOauth(sandbox.origin, "/oauth/token", parameters);
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

async function signedInCode() {
  const authorization = prepareAuthorization(sandbox.origin);
  const end = await signInAt(sandbox, authorization.url);
  return {
    grant_type: "authorization_code",
    code: end.searchParams.get("code") ?? "",
    code_verifier: authorization.verifier,
    redirect_uri: authorization.redirectUri,
  };
}

describe("metadata", () => {
  test("is the same at both well-known addresses and names this server alone", async () => {
    const [oauth, openid] = await Promise.all(
      ["oauth-authorization-server", "openid-configuration"].map(async (name) => {
        const response = await fetch(`${sandbox.origin}/.well-known/${name}`);
        return (await response.json()) as Record<string, unknown>;
      }),
    );
    expect(oauth).toEqual(openid);
    expect(oauth).toMatchObject({
      issuer: sandbox.origin,
      code_challenge_methods_supported: ["S256"],
      token_endpoint_auth_methods_supported: ["none"],
    });
    const endpoints = Object.entries(oauth ?? {}).filter(([key]) => /_endpoint$|_uri$/.test(key));
    expect(endpoints.map(([key]) => key)).toEqual(
      expect.arrayContaining([
        "authorization_endpoint",
        "token_endpoint",
        "revocation_endpoint",
        "device_authorization_endpoint",
      ]),
    );
    for (const [, url] of endpoints) expect(String(url)).toContain(`${sandbox.origin}/`);
  });
});

describe("authorization code with PKCE", () => {
  test("leads from the sign-in page to the redirect with state and issuer, and to a working token", async () => {
    const redirectUri = "http://127.0.0.1:61999/callback";
    const authorization = prepareAuthorization(sandbox.origin, { redirect_uri: redirectUri });
    const end = await signInAt(sandbox, authorization.url);
    expect(end.origin + end.pathname).toBe(redirectUri);
    expect(end.searchParams.get("state")).toBe(authorization.state);
    expect(end.searchParams.get("iss")).toBe(sandbox.origin);
    const { status, body } = await exchange({
      grant_type: "authorization_code",
      code: end.searchParams.get("code") ?? "",
      code_verifier: authorization.verifier,
      redirect_uri: redirectUri,
    });
    expect(status).toBe(200);
    expect(body).toMatchObject({ token_type: "Bearer", expires_in: 3600, scope: "desktop" });
    expect(await accountStatus(String(body.access_token))).toBe(200);
  });

  test("a browser that is signed in at the dashboard is not asked again", async () => {
    const browser = createBrowser(sandbox.origin);
    await browser.follow("/sign-in", { ...sandbox.demoAccount });
    const { url, state } = prepareAuthorization(sandbox.origin);
    const end = await browser.follow(url);
    const location = new URL(end.headers.get("location") ?? "");
    expect(location.searchParams.get("state")).toBe(state);
    expect(location.searchParams.get("code")).not.toBeNull();
  });

  test.each([
    ["another host", { redirect_uri: "http://evil.example/callback" }],
    ["another path", { redirect_uri: "http://127.0.0.1:50123/elsewhere" }],
    ["an unknown client", { client_id: "somebody-else" }],
  ])("%s is told in the browser and never redirected to", async (_what, change) => {
    const { url } = prepareAuthorization(sandbox.origin, change);
    const response = await createBrowser(sandbox.origin).visit(url);
    expect(response.status).toBe(400);
    expect(response.headers.get("location")).toBeNull();
    expect(await response.text()).toContain("This sign-in cannot go on");
  });

  test.each([
    ["no challenge", { code_challenge: undefined, code_challenge_method: undefined }],
    ["a plain challenge", { code_challenge_method: "plain" }],
  ])("%s is refused at the redirect", async (_what, change) => {
    const { url } = prepareAuthorization(sandbox.origin, change);
    const response = await createBrowser(sandbox.origin).visit(url);
    const location = new URL(response.headers.get("location") ?? "");
    expect(location.port).toBe("50123");
    expect(location.searchParams.get("error")).toBe("invalid_request");
  });

  test("a wrong password is asked again, cancelling is told to the app", async () => {
    const browser = createBrowser(sandbox.origin);
    const form = await browser.follow(prepareAuthorization(sandbox.origin).url);
    const { email } = sandbox.demoAccount;
    const again = await browser.visit(form.url, { email, password: "not it at all" });
    expect(again.status).toBe(401);
    expect(await again.text()).toContain("E-mail or password is wrong.");
    const end = await browser.follow(`${form.url}/cancel`, {});
    const location = new URL(end.headers.get("location") ?? "");
    expect(location.searchParams.get("error")).toBe("access_denied");
  });

  test("an interaction is of no use in another browser", async () => {
    const form = await createBrowser(sandbox.origin).follow(
      prepareAuthorization(sandbox.origin).url,
    );
    const stranger = await createBrowser(sandbox.origin).visit(form.url, {
      ...sandbox.demoAccount,
    });
    expect(stranger.status).toBe(400);
    expect(await stranger.text()).toContain("started in another browser");
  });

  test.each([
    ["a wrong verifier", { code_verifier: "a".repeat(43) }],
    ["a wrong code", { code: "b".repeat(43) }],
    ["another redirect", { redirect_uri: "http://127.0.0.1:50124/callback" }],
  ])("%s gets no token", async (_what, change) => {
    const { status, body } = await exchange({ ...(await signedInCode()), ...change });
    expect(status).toBe(400);
    expect(body.error).toBe("invalid_grant");
    expect(body).not.toHaveProperty("access_token");
  });

  test("a code works once; using it again ends what it gave", async () => {
    const parameters = await signedInCode();
    const first = await exchange(parameters);
    expect(first.status).toBe(200);
    const second = await exchange(parameters);
    expect(second.body.error).toBe("invalid_grant");
    expect(await accountStatus(String(first.body.access_token))).toBe(401);
  });
});

describe("refresh and revocation", () => {
  const refresh = (token: string) =>
    exchange({ grant_type: "refresh_token", refresh_token: token });

  test("a refresh token is replaced, and using the old one again ends the session", async () => {
    const first = await authorizeApp(sandbox);
    const { body } = await refresh(first.refresh_token);
    expect(body.refresh_token).not.toBe(first.refresh_token);
    expect(await accountStatus(String(body.access_token))).toBe(200);
    expect((await refresh(first.refresh_token)).body.error).toBe("invalid_grant");
    expect(await accountStatus(String(body.access_token))).toBe(401);
  });

  test("revoking the refresh token ends the access token, and no other sign-in", async () => {
    const [mine, other] = [await authorizeApp(sandbox), await authorizeApp(sandbox)];
    const revoked = await postOauth(sandbox.origin, "/oauth/revoke", {
      token: mine.refresh_token,
      token_type_hint: "refresh_token",
    });
    expect(revoked.status).toBe(200);
    expect(await accountStatus(mine.access_token)).toBe(401);
    expect((await refresh(mine.refresh_token)).body.error).toBe("invalid_grant");
    expect(await accountStatus(other.access_token)).toBe(200);
  });

  test("the admin API can sign the account out everywhere", async () => {
    const token = await authorizeApp(sandbox);
    const browser = createBrowser(sandbox.origin);
    await browser.follow("/sign-in", { ...sandbox.demoAccount });
    await sandbox.admin("DELETE", "/sessions");
    expect(await accountStatus(token.access_token)).toBe(401);
    expect((await refresh(token.refresh_token)).body.error).toBe("invalid_grant");
    expect((await browser.visit("/dashboard")).headers.get("location")).toBe("/sign-in");
  });

  test("the lifetime of access tokens can be set", async () => {
    await sandbox.admin("PATCH", "/settings", { accessTokenSeconds: 7 });
    expect((await authorizeApp(sandbox)).expires_in).toBe(7);
    await sandbox.admin("PATCH", "/settings", { accessTokenSeconds: 3600 });
  });
});

describe("device flow", () => {
  interface DeviceAnswer {
    readonly device_code: string;
    readonly user_code: string;
    readonly verification_uri: string;
    readonly verification_uri_complete: string;
  }
  const start = async () => {
    const response = await postOauth(sandbox.origin, "/oauth/device", { scope: "desktop" });
    return (await response.json()) as DeviceAnswer;
  };
  const poll = (device: DeviceAnswer) =>
    exchange({
      grant_type: "urn:ietf:params:oauth:grant-type:device_code",
      device_code: device.device_code,
    });
  const xsrfIn = (page: string) => /name="xsrf" value="([^"]+)"/.exec(page)?.[1] ?? "";

  test("waits for the code to be entered, confirmed and signed in, then gives a token", async () => {
    const device = await start();
    expect(device.verification_uri).toBe(`${sandbox.origin}/device`);
    expect((await poll(device)).body.error).toBe("authorization_pending");

    const browser = createBrowser(sandbox.origin);
    const entry = await (await browser.visit(device.verification_uri)).text();
    const code = { xsrf: xsrfIn(entry), user_code: device.user_code.toLowerCase() };
    const confirmation = await (await browser.visit("/device", code)).text();
    expect(confirmation).toContain(device.user_code);
    const form = await browser.follow("/device", { ...code, confirm: "yes" });
    expect(await form.text()).toContain("Sign in");
    const done = await browser.follow(form.url, { ...sandbox.demoAccount });
    expect(await done.text()).toContain("Go back to your terminal");

    const { status, body } = await poll(device);
    expect(status).toBe(200);
    expect(await accountStatus((body as unknown as TokenAnswer).access_token)).toBe(200);
    expect((await poll(device)).body.error).toBe("invalid_grant");
  });

  test("a wrong code is asked again, and a refusal reaches the terminal", async () => {
    const device = await start();
    const browser = createBrowser(sandbox.origin);
    const xsrf = xsrfIn(await (await browser.visit("/device")).text());
    const wrong = await browser.visit("/device", { xsrf, user_code: "BBBB-BBBB" });
    const again = await wrong.text();
    expect(again).toContain("That code is wrong");
    const refused = await browser.visit("/device", {
      xsrf: xsrfIn(again),
      user_code: device.user_code,
      abort: "yes",
    });
    expect(await refused.text()).toContain("The sign-in was refused");
    expect((await poll(device)).body.error).toBe("access_denied");
  });
});
