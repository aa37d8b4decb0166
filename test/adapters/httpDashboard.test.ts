import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { type Sandbox, startSandbox } from "../sandbox/startSandbox.ts";
import { confirmDevice } from "./rig/confirmDevice.ts";
import { createMemorySecretStore } from "./rig/memorySecretStore.ts";
import { browserOf, type TestDashboard, testDashboard } from "./rig/testDashboard.ts";
import { expectFailure } from "./rig/testHome.ts";

let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox.stop());

async function signedIn(): Promise<TestDashboard> {
  const given = testDashboard(sandbox.origin, { openInBrowser: browserOf(sandbox) });
  await given.dashboard.signIn({ kind: "browser" });
  return given;
}

async function setting(change: Readonly<Record<string, unknown>>, back: typeof change) {
  await sandbox.admin("PATCH", "/settings", change);
  onTestFinished(async () => void (await sandbox.admin("PATCH", "/settings", back)));
}

async function accountStatus(accessToken: string): Promise<number> {
  const headers = { authorization: `Bearer ${accessToken}` };
  return (await fetch(`${sandbox.origin}/api/desktop/v1/account`, { headers })).status;
}

describe("signing in with the browser", () => {
  test("ends with a session in the keychain and a page that says so", async () => {
    let showPage = (_page: Response): void => {};
    const shown = new Promise<Response>((resolve) => {
      showPage = resolve;
    });
    const open = browserOf(sandbox, showPage);
    const opened: string[] = [];
    const { dashboard, secrets, stored, expectNoToken } = testDashboard(sandbox.origin, {
      async openInBrowser(url, origin) {
        opened.push(url, origin);
        await open(url);
      },
    });
    const session = await dashboard.signIn({ kind: "browser" });
    expect(session).toEqual({
      email: sandbox.demoAccount.email,
      keeping: { place: "keychain" },
    });
    expect([...secrets.entries.keys()]).toEqual([sandbox.origin]);
    expect(await accountStatus(stored().accessToken ?? "")).toBe(200);
    expect(opened[1]).toBe(sandbox.origin);
    expectNoToken([session, opened]);
    const page = await shown;
    expect(page.status).toBe(200);
    expect(page.headers.get("content-security-policy")).toContain("default-src 'none'");
    const html = await page.text();
    expect(html).toContain("已登录");
    expect(html).not.toMatch(/https?:|src=|href=/);
    expectNoToken(html);
  });

  test("gives balances, blocks and usage as the application knows them", async () => {
    const { dashboard } = await signedIn();
    const { asOf, balances } = await dashboard.balances();
    expect(Date.parse(asOf)).not.toBeNaN();
    expect(balances.length).toBeGreaterThanOrEqual(5);
    const pay = balances.find(({ id }) => id === balances[0]?.id);
    expect(pay).toMatchObject({ service: "pay", money: { currency: "USD" } });
    // Fields of the service that are not ours do not come in.
    expect(pay).not.toHaveProperty("createdAt");
    const blocks = await dashboard.blocks();
    expect(blocks.map(({ providerId }) => providerId)).toEqual(
      expect.arrayContaining(balances.map(({ providerId }) => providerId)),
    );
    expect(blocks[0]?.toml).toContain("experimental_bearer_token");
    const usage = await dashboard.usage(30);
    expect(usage.to).toBe(asOf.slice(0, 10));
    expect(usage.balances.get(balances[0]?.id ?? "")).toEqual({
      currency: "USD",
      days: expect.arrayContaining([{ date: expect.any(String), cost: expect.any(Number) }]),
    });
  });

  test("lasts beyond the program", async () => {
    const { secrets } = await signedIn();
    const next = testDashboard(sandbox.origin, { secrets });
    expect(await next.dashboard.restore()).toMatchObject({ email: sandbox.demoAccount.email });
    expect(next.requests).toEqual([]);
    expect((await next.dashboard.balances()).balances.length).toBeGreaterThan(0);
  });

  test("is refused when the person cancels it", async () => {
    const { dashboard, secrets } = testDashboard(sandbox.origin, {
      async openInBrowser(url) {
        const redirect = new URL(url).searchParams;
        const back = new URL(redirect.get("redirect_uri") ?? "");
        back.searchParams.set("state", redirect.get("state") ?? "");
        back.searchParams.set("iss", sandbox.origin);
        back.searchParams.set("error", "access_denied");
        void fetch(back);
      },
    });
    const { detail } = await expectFailure(
      dashboard.signIn({ kind: "browser" }),
      "SIGN_IN_REFUSED",
    );
    expect(detail).toEqual({ reason: "access_denied" });
    expect(secrets.written).toEqual([]);
  });

  test("a code that the service does not know is refused, and the page says that it did not work", async () => {
    let showPage = (_page: Response): void => {};
    const shown = new Promise<Response>((resolve) => {
      showPage = resolve;
    });
    const { dashboard, secrets } = testDashboard(sandbox.origin, {
      async openInBrowser(url) {
        const sent = new URL(url).searchParams;
        const back = new URL(sent.get("redirect_uri") ?? "");
        back.searchParams.set("state", sent.get("state") ?? "");
        back.searchParams.set("iss", sandbox.origin);
        back.searchParams.set("code", "pmx-sentinel-code");
        void fetch(back).then(showPage);
      },
    });
    const error = await expectFailure(dashboard.signIn({ kind: "browser" }), "SIGN_IN_REFUSED");
    expect(error.detail).toEqual({ reason: "invalid_grant" });
    expect(await (await shown).text()).toContain("did not work");
    expect(secrets.written).toEqual([]);
  });

  test("an answer in another service's name is not taken", async () => {
    const { dashboard } = testDashboard(sandbox.origin, {
      async openInBrowser(url) {
        const sent = new URL(url).searchParams;
        const back = new URL(sent.get("redirect_uri") ?? "");
        back.searchParams.set("state", sent.get("state") ?? "");
        back.searchParams.set("iss", "https://other.example");
        back.searchParams.set("code", "pmx-sentinel-code");
        void fetch(back);
      },
    });
    await expectFailure(dashboard.signIn({ kind: "browser" }), "DASHBOARD_BAD_ANSWER");
  });

  test("a browser that never returns is given up after five minutes", async () => {
    const { dashboard, clock } = testDashboard(sandbox.origin);
    const signIn = dashboard.signIn({ kind: "browser" });
    await clock.waiting(5 * 60_000);
    clock.advance(5 * 60_000 - 1);
    await expectFailure(dashboard.signIn({ kind: "browser" }), "SIGN_IN_BUSY");
    clock.advance(1);
    const { detail } = await expectFailure(signIn, "SIGN_IN_TIMED_OUT");
    expect(detail).toEqual({ minutes: 5 });
  });

  test("two at once: the second is told, the first goes on; a cancelled one makes room", async () => {
    const first = testDashboard(sandbox.origin);
    const signIn = first.dashboard.signIn({ kind: "browser" });
    await expectFailure(first.dashboard.signIn({ kind: "browser" }), "SIGN_IN_BUSY");
    first.dashboard.cancelSignIn();
    await expectFailure(signIn, "SIGN_IN_CANCELLED");
    expect(first.clock.delays()).toEqual([]);
    const token = (await signedIn()).stored().accessToken ?? "";
    expect(await first.dashboard.signIn({ kind: "token", token })).toMatchObject({
      email: sandbox.demoAccount.email,
    });
  });

  test("two programs at once end with one session, which serves both", async () => {
    const window = testDashboard(sandbox.origin, { openInBrowser: browserOf(sandbox) });
    const { secrets } = window;
    const terminal = testDashboard(sandbox.origin, { openInBrowser: browserOf(sandbox), secrets });
    await Promise.all(
      [window, terminal].map(({ dashboard }) => dashboard.signIn({ kind: "browser" })),
    );
    expect(secrets.entries.size).toBe(1);
    for (const { dashboard, clock } of [window, terminal]) {
      expect((await dashboard.balances()).balances.length).toBeGreaterThan(0);
      clock.advance(3600 * 1000);
      expect((await dashboard.balances()).balances.length).toBeGreaterThan(0);
    }
    await window.dashboard.signOut();
    await expectFailure(terminal.dashboard.balances(), "SIGNED_OUT");
    expect(secrets.entries.size).toBe(0);
  });

  test("a browser that cannot be opened is no bug", async () => {
    const { dashboard } = testDashboard(sandbox.origin, {
      openInBrowser: () => Promise.reject(new Error("no display")),
    });
    await expectFailure(dashboard.signIn({ kind: "browser" }), "SIGN_IN_UNAVAILABLE");
  });

  test("a service without OAuth says so", async () => {
    await setting({ desktopApi: false }, { desktopApi: true });
    const { dashboard } = testDashboard(sandbox.origin);
    await expectFailure(dashboard.signIn({ kind: "browser" }), "SIGN_IN_UNAVAILABLE");
    await expectFailure(
      dashboard.signIn({ kind: "device", onPrompt: () => undefined }),
      "SIGN_IN_UNAVAILABLE",
    );
  });

  test("a new session ends the one it replaces", async () => {
    const first = await signedIn();
    const before = first.stored();
    await first.dashboard.signIn({ kind: "browser" });
    expect(first.stored().refreshToken).not.toBe(before.refreshToken);
    await expect.poll(() => accountStatus(before.accessToken ?? "")).toBe(401);
    expect(await accountStatus(first.stored().accessToken ?? "")).toBe(200);
  });
});

describe("signing in on another device", () => {
  test("polls at the service's pace until the code is confirmed", async () => {
    const { dashboard, clock } = testDashboard(sandbox.origin);
    let prompted = (_code: string): void => {};
    const code = new Promise<string>((resolve) => {
      prompted = resolve;
    });
    const signIn = dashboard.signIn({
      kind: "device",
      onPrompt({ userCode, verificationUrl, completeUrl }) {
        expect(verificationUrl).toBe(`${sandbox.origin}/device`);
        expect(completeUrl).toContain(userCode);
        prompted(userCode);
      },
    });
    const userCode = await code;
    await clock.waiting(5000);
    clock.advance(5000);
    // Pending: it waits again before it asks again.
    await clock.waiting(5000);
    await confirmDevice(sandbox, userCode);
    clock.advance(5000);
    expect(await signIn).toMatchObject({ email: sandbox.demoAccount.email });
    expect((await dashboard.balances()).balances.length).toBeGreaterThan(0);
  });

  test("is refused on the other device", async () => {
    const { dashboard, clock } = testDashboard(sandbox.origin);
    const signIn = dashboard.signIn({
      kind: "device",
      onPrompt: ({ userCode }) =>
        void confirmDevice(sandbox, userCode, false).then(async () => {
          await clock.waiting(5000);
          clock.advance(5000);
        }),
    });
    const { detail } = await expectFailure(signIn, "SIGN_IN_REFUSED");
    expect(detail).toEqual({ reason: "access_denied" });
  });

  test("ends with its code", async () => {
    const { dashboard, clock } = testDashboard(sandbox.origin);
    const signIn = dashboard.signIn({ kind: "device", onPrompt: () => undefined });
    await clock.waiting(5000);
    clock.advance(10 * 60_000);
    const { detail } = await expectFailure(signIn, "SIGN_IN_TIMED_OUT");
    expect(detail).toEqual({ minutes: 10 });
  });
});

describe("a pasted token", () => {
  test("works until the service refuses it, and then the session is gone", async () => {
    const token = (await signedIn()).stored().accessToken ?? "";
    const { dashboard, secrets, stored } = testDashboard(sandbox.origin);
    expect(await dashboard.signIn({ kind: "token", token: ` ${token}\n` })).toMatchObject({
      email: sandbox.demoAccount.email,
    });
    expect(stored()).toMatchObject({ accessToken: token });
    expect(stored()).not.toHaveProperty("refreshToken");
    await sandbox.admin("DELETE", "/sessions");
    await expectFailure(dashboard.balances(), "SIGNED_OUT");
    expect(secrets.entries.size).toBe(0);
  });

  test.each([
    "pmx-sentinel-unknown-token",
    "pmx sentinel with spaces",
    "pmx-sentinel\r\nx-header: 1",
    "short",
    "",
  ])("%j is refused", async (token) => {
    const { dashboard, secrets } = testDashboard(sandbox.origin);
    const error = await expectFailure(
      dashboard.signIn({ kind: "token", token }),
      "SIGN_IN_REFUSED",
    );
    expect(JSON.stringify(error)).not.toContain("sentinel");
    expect(secrets.written).toEqual([]);
  });
});

describe("the session", () => {
  test("is refreshed before it expires, once for all who wait", async () => {
    const { dashboard, clock, requests, stored } = await signedIn();
    const before = stored();
    clock.advance(3541 * 1000);
    requests.length = 0;
    await Promise.all([dashboard.balances(), dashboard.blocks(), dashboard.usage(30)]);
    expect(requests.filter((request) => request.endsWith("/oauth/token"))).toHaveLength(1);
    expect(stored().refreshToken).not.toBe(before.refreshToken);
    requests.length = 0;
    await dashboard.balances();
    expect(requests).toEqual(["GET /api/desktop/v1/balances"]);
  });

  test("the new refresh token is kept before the new access token is used", async () => {
    const given = await signedIn();
    given.clock.advance(3600 * 1000);
    const seen: string[] = [];
    const { secrets } = given;
    const next = testDashboard(sandbox.origin, {
      secrets,
      fetch(url, init) {
        const token = new Headers(init.headers).get("authorization")?.slice("Bearer ".length);
        if (token) seen.push(`${secrets.entries.get(sandbox.origin)?.includes(token)}`);
        return fetch(url, init);
      },
    });
    next.clock.advance(3600 * 1000);
    await next.dashboard.balances();
    expect(next.requests).toContain("POST /oauth/token");
    expect(seen).toEqual(["true"]);
  });

  test("an access token refused in the middle is replaced once", async () => {
    const { dashboard, requests } = await signedIn();
    await sandbox.admin("POST", "/faults", {
      target: "balances",
      kind: "status",
      status: 401,
      times: 1,
    });
    requests.length = 0;
    expect((await dashboard.balances()).balances.length).toBeGreaterThan(0);
    expect(requests).toEqual([
      "GET /api/desktop/v1/balances",
      "POST /oauth/token",
      "GET /api/desktop/v1/balances",
    ]);
  });

  test("refused twice, it is over and forgotten", async () => {
    const { dashboard, secrets } = await signedIn();
    await sandbox.admin("POST", "/faults", {
      target: "balances",
      kind: "status",
      status: 401,
      times: 2,
    });
    await expectFailure(dashboard.balances(), "SIGNED_OUT");
    expect(secrets.entries.size).toBe(0);
    await expectFailure(dashboard.balances(), "SIGNED_OUT");
  });

  test("revoked elsewhere, it is over for all who ask, and forgotten", async () => {
    const { dashboard, secrets, expectNoToken } = await signedIn();
    await sandbox.admin("DELETE", "/sessions");
    const errors = await Promise.all([
      expectFailure(dashboard.balances(), "SIGNED_OUT"),
      expectFailure(dashboard.blocks(), "SIGNED_OUT"),
    ]);
    expectNoToken(errors);
    expect(secrets.entries.size).toBe(0);
    expect(await dashboard.restore()).toBeUndefined();
  });

  test.each([
    ["ahead", 3 * 86_400_000],
    ["behind", -3 * 86_400_000],
  ])("a service whose clock is three days %s makes no difference", async (_how, clockOffsetMs) => {
    await setting({ clockOffsetMs }, { clockOffsetMs: 0 });
    const { dashboard, requests } = await signedIn();
    requests.length = 0;
    await dashboard.balances();
    expect(requests).toEqual(["GET /api/desktop/v1/balances"]);
  });

  test("a computer's clock that is set back does not keep a token alive", async () => {
    const { dashboard, clock, requests } = await signedIn();
    clock.setBack(30 * 86_400_000);
    clock.advance(3600 * 1000);
    requests.length = 0;
    await dashboard.balances();
    expect(requests[0]).toBe("POST /oauth/token");
  });

  test("is shared by window and terminal: a token that one has replaced is not used by the other", async () => {
    const window = await signedIn();
    const terminal = testDashboard(sandbox.origin, { secrets: window.secrets });
    await terminal.dashboard.restore();
    terminal.clock.advance(3600 * 1000);
    await terminal.dashboard.balances();
    window.clock.advance(3600 * 1000);
    window.requests.length = 0;
    await window.dashboard.balances();
    await terminal.dashboard.balances();
    expect(window.requests).toEqual(["GET /api/desktop/v1/balances"]);
  });
});

describe("signing out", () => {
  test("revokes and forgets", async () => {
    const { dashboard, secrets, stored } = await signedIn();
    const { accessToken = "" } = stored();
    expect(await dashboard.signOut()).toEqual({ isRevoked: true });
    expect(secrets.entries.size).toBe(0);
    expect(await accountStatus(accessToken)).toBe(401);
    await expectFailure(dashboard.balances(), "SIGNED_OUT");
  });

  test("forgets also when the service is gone", async () => {
    const alone = await startSandbox();
    const { dashboard, secrets, expectNoToken } = testDashboard(alone.origin, {
      openInBrowser: browserOf(alone),
    });
    await dashboard.signIn({ kind: "browser" });
    await alone.stop();
    const error = await expectFailure(dashboard.balances(), "DASHBOARD_UNREACHABLE");
    // Which one depends on whether the connection was still open.
    expect(["ECONNREFUSED", "UND_ERR_SOCKET", "ECONNRESET"]).toContain(error.detail.reason);
    expect(error.detail.origin).toBe(alone.origin);
    expectNoToken(error);
    expect(await dashboard.signOut()).toEqual({ isRevoked: false });
    expect(secrets.entries.size).toBe(0);
    await expectFailure(dashboard.balances(), "SIGNED_OUT");
  });

  test("takes a sign-in along that is just about to end", async () => {
    const secrets = createMemorySecretStore();
    const { write } = secrets;
    let begun = (): void => {};
    const isWriting = new Promise<void>((resolve) => {
      begun = resolve;
    });
    let goOn = (): void => {};
    const mayWrite = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    secrets.write = async (account, secret) => {
      begun();
      await mayWrite;
      return write(account, secret);
    };
    const { dashboard } = testDashboard(sandbox.origin, {
      secrets,
      openInBrowser: browserOf(sandbox),
    });
    const signIn = dashboard.signIn({ kind: "browser" });
    await isWriting;
    const signOut = dashboard.signOut();
    goOn();
    await signIn;
    expect(await signOut).toEqual({ isRevoked: true });
    expect(secrets.entries.size).toBe(0);
    const kept = JSON.parse(secrets.written[0] ?? "") as { accessToken: string };
    expect(await accountStatus(kept.accessToken)).toBe(401);
  });

  test("without a session does nothing", async () => {
    const { dashboard, requests } = testDashboard(sandbox.origin);
    expect(await dashboard.signOut()).toEqual({ isRevoked: false });
    expect(requests).toEqual([]);
  });

  test("waits for a refresh under way, and revokes what that gave", async () => {
    const { dashboard, clock, secrets } = await signedIn();
    clock.advance(3600 * 1000);
    const balances = dashboard.balances().catch(() => undefined);
    expect(await dashboard.signOut()).toEqual({ isRevoked: true });
    await balances;
    expect(secrets.entries.size).toBe(0);
    const last = JSON.parse(secrets.written.at(-1) ?? "") as { accessToken: string };
    expect(secrets.written.length).toBeGreaterThan(1);
    expect(await accountStatus(last.accessToken)).toBe(401);
  });
});
