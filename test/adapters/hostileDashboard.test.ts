import { readFileSync } from "node:fs";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { type Sandbox, startSandbox } from "../sandbox/startSandbox.ts";
import { type Answer, sendJson, startHostileServer } from "./rig/hostileServer.ts";
import { browserOf, type TestDashboard, testDashboard } from "./rig/testDashboard.ts";
import { expectFailure } from "./rig/testHome.ts";

let sandbox: Sandbox;
let account: TestDashboard;

beforeAll(async () => {
  sandbox = await startSandbox();
  account = testDashboard(sandbox.origin, { openInBrowser: browserOf(sandbox) });
  await account.dashboard.signIn({ kind: "browser" });
});
afterAll(() => sandbox.stop());

/** Sets a fault up and takes it away again. */
async function fault(fault: Readonly<Record<string, unknown>>) {
  await sandbox.admin("POST", "/faults", fault);
  onTestFinished(async () => void (await sandbox.admin("DELETE", "/faults")));
}

const path = "/api/desktop/v1/balances";

describe("an answer of the desktop API", () => {
  test.each([
    [{ kind: "notJson" }, { path, place: "", reason: "content type" }],
    [{ kind: "wrongTypes" }, { path, place: "asOf", reason: "shape" }],
    [
      { kind: "huge", megabytes: 2 },
      { path, place: "", reason: "size" },
    ],
    [
      { kind: "redirect", location: "https://other.example/" },
      { path, place: "", reason: "redirect" },
    ],
    [
      { kind: "status", status: 404 },
      { path, place: "", reason: "HTTP 404" },
    ],
  ])("%j is no answer", async (kind, detail) => {
    await fault({ target: "balances", ...kind });
    const error = await expectFailure(account.dashboard.balances(), "DASHBOARD_BAD_ANSWER");
    expect(error.detail).toEqual(detail);
    account.expectNoToken(error);
  });

  test.each([
    [{ kind: "reset" }, /^UND_ERR_SOCKET$|^ECONNRESET$/],
    [{ kind: "truncated" }, /^UND_ERR_SOCKET$|^ECONNRESET$/],
    [{ kind: "status", status: 500 }, /^HTTP 500$/],
  ])("%j is as good as none", async (kind, reason) => {
    await fault({ target: "balances", ...kind });
    const error = await expectFailure(account.dashboard.balances(), "DASHBOARD_UNREACHABLE");
    expect(error.detail).toEqual({ origin: sandbox.origin, reason: expect.stringMatching(reason) });
    account.expectNoToken(error);
  });

  test("that does not come within 15 seconds is given up, and the request with it", async () => {
    await fault({ target: "balances", kind: "hang" });
    const balances = account.dashboard.balances();
    await account.clock.waiting(15_000);
    account.clock.advance(15_000);
    const error = await expectFailure(balances, "DASHBOARD_UNREACHABLE");
    expect(error.detail).toEqual({ origin: sandbox.origin, reason: "timeout" });
    expect(account.clock.delays()).toEqual([]);
  });

  test("that comes in drops is given up as well", async () => {
    let began = (): void => {};
    const hasBegun = new Promise<void>((resolve) => {
      began = resolve;
    });
    const { dashboard, clock } = await tokenSession((_request, response) => {
      response.writeHead(200, { "content-type": "application/json" });
      response.write('{"asOf":', () => began());
    });
    const balances = dashboard.balances();
    await hasBegun;
    clock.advance(15_000);
    const { detail } = await expectFailure(balances, "DASHBOARD_UNREACHABLE");
    expect(detail.reason).toBe("timeout");
  });

  test("of a busy service says how long to wait", async () => {
    await fault({ target: "balances", kind: "status", status: 429, retryAfterSeconds: 17 });
    const { detail } = await expectFailure(account.dashboard.balances(), "DASHBOARD_BUSY");
    expect(detail).toEqual({ retryAfterSeconds: 17 });
  });

  test("goes on once the fault is over", async () => {
    expect((await account.dashboard.balances()).balances.length).toBeGreaterThan(0);
  });
});

/** A session with a token that was pasted, at a server that accepts it. */
async function tokenSession(answer: Answer) {
  const { origin, requests } = await startHostileServer((request, response, own) =>
    request.url === "/api/desktop/v1/account"
      ? sendJson(response, { email: "me@photonmark.example" })
      : answer(request, response, own),
  );
  const given = testDashboard(origin);
  await given.dashboard.signIn({ kind: "token", token: "pmx-sentinel-pasted" });
  return { ...given, requests };
}

const balance = {
  id: "b1",
  providerId: "photonmark-codex-pay",
  name: "Pay",
  service: "pay",
  source: "top-up",
  chargedBy: "token",
  money: { currency: "USD", remaining: 1, granted: 2 },
  expiresAt: "2027-01-01T00:00:00.000Z",
  topUpUrl: "https://codex.example/top-up",
};

describe("a balance", () => {
  test.each([
    [{ money: { currency: "USD", remaining: 1.5, granted: 2 } }, "balances.0.money.remaining"],
    [{ money: { currency: "USD", remaining: -1, granted: 2 } }, "balances.0.money.remaining"],
    [{ money: { currency: "dollars", remaining: 1, granted: 2 } }, "balances.0.money.currency"],
    [{ expiresAt: "tomorrow" }, "balances.0.expiresAt"],
    [{ topUpUrl: "javascript:alert(1)" }, "balances.0.topUpUrl"],
    [{ topUpUrl: "not an address" }, "balances.0.topUpUrl"],
    [{ topUpUrl: "http://codex.example/" }, "balances.0.topUpUrl"],
    [{ topUpUrl: "https://user:password@codex.example/" }, "balances.0.topUpUrl"],
    [{ providerId: 'x"]\n[evil]' }, "balances.0.providerId"],
    [{ service: "other" }, "balances.0.service"],
    [{ name: undefined }, "balances.0.name"],
  ])("with %j is not taken", async (change, place) => {
    const { dashboard } = await tokenSession((_request, response) =>
      sendJson(response, { asOf: balance.expiresAt, balances: [{ ...balance, ...change }] }),
    );
    const { detail } = await expectFailure(dashboard.balances(), "DASHBOARD_BAD_ANSWER");
    expect(detail).toEqual({ path, place, reason: "shape" });
  });

  test.each(["https://other.example/top-up", "javascript:alert(1)", "not an address"])(
    "whose page is at %s, not at the service, is not opened",
    async (address) => {
      const { dashboard, opened } = testDashboard("https://codex.example");
      const { detail } = await expectFailure(dashboard.openPage(address), "DASHBOARD_BAD_ANSWER");
      expect(detail.reason).toBe("origin");
      expect(opened).toEqual([]);
      await dashboard.openPage(balance.topUpUrl);
      expect(opened).toEqual([balance.topUpUrl]);
    },
  );

  test("whose page no browser opens says where it is", async () => {
    const { dashboard } = testDashboard("https://codex.example", {
      openInBrowser: () => Promise.reject(new Error("no browser")),
    });
    const { detail } = await expectFailure(
      dashboard.openPage(balance.topUpUrl),
      "BROWSER_NOT_OPENED",
    );
    expect(detail).toEqual({ address: balance.topUpUrl });
  });

  test("may have fields that we do not know", async () => {
    const { dashboard } = await tokenSession((_request, response) =>
      sendJson(response, {
        asOf: balance.expiresAt,
        balances: [{ ...balance, extra: {} }],
        more: 1,
      }),
    );
    expect((await dashboard.balances()).balances).toEqual([balance]);
  });

  test.each(["not JSON at all", '{"asOf":"2027-01-01T00:00:00Z","balances":[', "", "null", "[]"])(
    "%j is no answer",
    async (body) => {
      const { dashboard } = await tokenSession((_request, response) => {
        response.writeHead(200, { "content-type": "application/json; charset=utf-8" }).end(body);
      });
      await expectFailure(dashboard.balances(), "DASHBOARD_BAD_ANSWER");
    },
  );
});

describe("a redirect", () => {
  test.each(["https", "http"])("to another host by %s takes no token along", async (scheme) => {
    const other = await startHostileServer((_request, response) => sendJson(response, {}));
    const location =
      scheme === "http" ? `${other.origin}/stolen` : other.origin.replace("http", "https");
    const { dashboard } = await tokenSession((_request, response) => {
      response.writeHead(307, { location }).end();
    });
    const { detail } = await expectFailure(dashboard.balances(), "DASHBOARD_BAD_ANSWER");
    expect(detail.reason).toBe("redirect");
    expect(other.requests).toEqual([]);
  });

  test("that Electron's fetch fails at, having no manual mode, is told from a lost network", async () => {
    const { dashboard } = testDashboard("https://codex.example", {
      fetch: () => Promise.reject(new Error("Redirect was cancelled")),
    });
    const error = await expectFailure(
      dashboard.signIn({ kind: "token", token: "pmx-sentinel-pasted" }),
      "DASHBOARD_BAD_ANSWER",
    );
    expect(error.detail.reason).toBe("redirect");
  });
});

describe("metadata", () => {
  const refusedSignIn = async (metadata: Readonly<Record<string, unknown>>) => {
    const { origin } = await startHostileServer(
      (_request, response) => sendJson(response, {}),
      metadata,
    );
    const given = testDashboard(origin);
    return { given, signIn: given.dashboard.signIn({ kind: "browser" }) };
  };

  test.each([
    ["authorization_endpoint", "https://other.example/authorize"],
    ["token_endpoint", "https://other.example/token"],
    ["token_endpoint", "http://127.0.0.1:9/oauth/token"],
    ["device_authorization_endpoint", "https://other.example/device"],
    ["revocation_endpoint", "https://other.example/revoke"],
    ["userinfo_endpoint", "https://other.example/userinfo"],
    ["authorization_endpoint", "javascript:alert(1)"],
    ["token_endpoint", 7],
  ])("with its %s at %s is refused, and no browser opened", async (place, value) => {
    const { given, signIn } = await refusedSignIn({ [place]: value });
    const { detail } = await expectFailure(signIn, "DASHBOARD_BAD_ANSWER");
    expect(detail).toMatchObject({ place, reason: "origin" });
    expect(given.opened).toEqual([]);
  });

  test("of another issuer is refused", async () => {
    const { signIn } = await refusedSignIn({ issuer: "https://other.example" });
    await expectFailure(signIn, "DASHBOARD_BAD_ANSWER");
  });

  test.each([
    [{ code_challenge_methods_supported: ["plain"] }],
    [{ authorization_endpoint: undefined }],
    [{ token_endpoint: undefined }],
  ])("without what a sign-in needs (%j) means there is none", async (metadata) => {
    const { signIn } = await refusedSignIn(metadata);
    await expectFailure(signIn, "SIGN_IN_UNAVAILABLE");
  });

  test.each([
    [{ kind: "notJson" }, "DASHBOARD_BAD_ANSWER"],
    [{ kind: "huge", megabytes: 2 }, "DASHBOARD_BAD_ANSWER"],
    [{ kind: "status", status: 503, retryAfterSeconds: 3 }, "DASHBOARD_BUSY"],
    [{ kind: "reset" }, "DASHBOARD_UNREACHABLE"],
  ] as const)("%j ends the sign-in", async (kind, code) => {
    await fault({ target: "discovery", ...kind });
    await expectFailure(testDashboard(sandbox.origin).dashboard.signIn({ kind: "browser" }), code);
  });
});

describe("the token endpoint", () => {
  const tokens = { access_token: "pmx-sentinel-access", token_type: "Bearer", expires_in: 3600 };
  const signInWith = async (answer: Answer) => {
    const { origin } = await startHostileServer(answer);
    const given = testDashboard(origin, {
      async openInBrowser(url) {
        const sent = new URL(url).searchParams;
        const back = new URL(sent.get("redirect_uri") ?? "");
        back.searchParams.set("state", sent.get("state") ?? "");
        back.searchParams.set("code", "pmx-sentinel-code");
        void fetch(back);
      },
    });
    return { given, signIn: given.dashboard.signIn({ kind: "browser" }) };
  };

  test.each([
    ["no token", { ...tokens, access_token: undefined }],
    ["a token with a line break", { ...tokens, access_token: "pmx-sentinel\r\naccess" }],
    ["a token of another type", { ...tokens, token_type: "mac" }],
    ["a refresh token that is no text", { ...tokens, refresh_token: ["pmx-sentinel-refresh"] }],
    ["a lifetime below zero", { ...tokens, expires_in: -5 }],
  ])("%s is refused, and nothing of it shows", async (_what, body) => {
    const { given, signIn } = await signInWith((_request, response) => sendJson(response, body));
    const error = await expectFailure(signIn, "DASHBOARD_BAD_ANSWER");
    expect(`${error.stack} ${JSON.stringify(error)} ${String(error.cause)}`).not.toContain(
      "sentinel",
    );
    expect(given.secrets.written).toEqual([]);
  });

  test("an error code is told only if it is one", async () => {
    const { signIn } = await signInWith((_request, response) =>
      sendJson(response, { error: "pmx-sentinel <b>", error_description: "pmx-sentinel" }, 400),
    );
    const error = await expectFailure(signIn, "SIGN_IN_REFUSED");
    expect(error.detail).toEqual({ reason: "unknown" });
  });

  test("tokens that the API does not take are revoked, not kept", async () => {
    const { given, signIn } = await signInWith((request, response) =>
      request.url === "/oauth/token"
        ? sendJson(response, { ...tokens, refresh_token: "pmx-sentinel-refresh" })
        : sendJson(response, {}, request.url === "/oauth/revoke" ? 200 : 401),
    );
    await expectFailure(signIn, "SIGN_IN_REFUSED");
    expect(given.secrets.written).toEqual([]);
    await expect.poll(() => given.requests).toContain("POST /oauth/revoke");
  });

  test.each([
    [{ kind: "hang" }, "DASHBOARD_UNREACHABLE"],
    [{ kind: "notJson" }, "DASHBOARD_BAD_ANSWER"],
    [{ kind: "truncated" }, "DASHBOARD_UNREACHABLE"],
    [{ kind: "status", status: 429, retryAfterSeconds: 9 }, "DASHBOARD_BUSY"],
    [{ kind: "redirect", location: "https://other.example/" }, "DASHBOARD_BAD_ANSWER"],
  ] as const)("%j at a refresh keeps the session", async (kind, code) => {
    const given = testDashboard(sandbox.origin, { openInBrowser: browserOf(sandbox) });
    await given.dashboard.signIn({ kind: "browser" });
    const kept = given.secrets.entries.get(sandbox.origin);
    given.clock.advance(3600 * 1000);
    await fault({ target: "token", times: 1, ...kind });
    const balances = given.dashboard.balances();
    if (kind.kind === "hang") {
      await expect.poll(() => sandbox.admin("GET", "/faults")).toEqual({ faults: [] });
      given.clock.advance(15_000);
    }
    given.expectNoToken(await expectFailure(balances, code));
    expect(given.secrets.entries.get(sandbox.origin)).toBe(kept);
    expect((await given.dashboard.balances()).balances.length).toBeGreaterThan(0);
  });
});

describe("the device flow", () => {
  const device = {
    device_code: "pmx-sentinel-device",
    user_code: "ABCD-EFGH",
    expires_in: 300,
    interval: 2,
  };
  const start = async (polls: Answer[], change: Readonly<Record<string, unknown>> = {}) => {
    const { origin, requests } = await startHostileServer((request, response, own) => {
      if (request.url === "/oauth/device")
        return sendJson(response, { ...device, verification_uri: `${own}/device`, ...change });
      if (request.url === "/api/desktop/v1/account")
        return sendJson(response, { email: "me@photonmark.example" });
      (polls.shift() ?? polls.at(-1))?.(request, response, own);
    });
    const given = testDashboard(origin);
    return { given, requests, signIn: given.dashboard.signIn({ kind: "device", onPrompt() {} }) };
  };
  const says =
    (error: string): Answer =>
    (_request, response) =>
      sendJson(response, { error }, 400);
  const gives: Answer = (_request, response) =>
    sendJson(response, { access_token: "pmx-sentinel-access", token_type: "bearer" });

  test("slows down when told, and waits longer while the service is away or busy", async () => {
    const { given, signIn } = await start([
      says("authorization_pending"),
      says("slow_down"),
      (_request, response) => response.destroy(),
      (_request, response) => {
        response.writeHead(429, { "retry-after": "40" }).end();
      },
      gives,
    ]);
    for (const seconds of [2, 2, 7, 14, 40]) {
      await given.clock.waiting(seconds * 1000);
      given.clock.advance(seconds * 1000);
    }
    expect(await signIn).toMatchObject({ email: "me@photonmark.example" });
  });

  test("ends when the code has expired, by the service or by the clock", async () => {
    const one = await start([says("expired_token")]);
    await one.given.clock.waiting(2000);
    one.given.clock.advance(2000);
    await expectFailure(one.signIn, "SIGN_IN_TIMED_OUT");
    const two = await start([says("authorization_pending")]);
    await two.given.clock.waiting(2000);
    two.given.clock.advance(300_000);
    await expectFailure(two.signIn, "SIGN_IN_TIMED_OUT");
  });

  test("can be cancelled between two polls", async () => {
    const { given, signIn, requests } = await start([says("authorization_pending")]);
    await given.clock.waiting(2000);
    given.dashboard.cancelSignIn();
    await expectFailure(signIn, "SIGN_IN_CANCELLED");
    given.clock.advance(10_000);
    expect(requests.filter((request) => request.includes("/oauth/token"))).toEqual([]);
    expect(given.clock.delays()).toEqual([]);
  });

  test.each([
    { verification_uri: "https://other.example/device" },
    { verification_uri_complete: "https://other.example/device?code=1" },
    { verification_uri: "javascript:alert(1)" },
    { device_code: 7 },
  ])("%j is not shown to anybody", async (change) => {
    const { signIn } = await start([], change);
    await expectFailure(signIn, "DASHBOARD_BAD_ANSWER");
  });
});

describe("the address of the service", () => {
  test.each([
    "http://codex.example",
    "http://127.0.0.1.example",
    "http://localhost.example:80",
    "ftp://127.0.0.1",
    "https://user:pmx-sentinel@codex.example",
    "file:///etc/passwd",
    "user:pmx-sentinel@codex.example",
    "codex.example",
    "",
  ])("%j is refused before anything is sent", async (address) => {
    const { dashboard, requests, secrets } = testDashboard(address);
    const attempts = [
      () => dashboard.signIn({ kind: "browser" }),
      () => dashboard.balances(),
      () => dashboard.signOut(),
    ];
    for (const attempt of attempts) {
      const error = await expectFailure(attempt(), "DASHBOARD_ADDRESS_REFUSED");
      expect(JSON.stringify(error)).not.toContain("sentinel");
    }
    expect(await dashboard.restore()).toBeUndefined();
    expect([requests, secrets.written]).toEqual([[], []]);
  });

  test("whose certificate is not for it is not talked to", async () => {
    const file = (name: string) =>
      readFileSync(join(import.meta.dirname, "../fixtures/tls", name), "utf8");
    const served: string[] = [];
    const server = createServer(
      { cert: file("wrongHost.crt"), key: file("wrongHost.key") },
      (request, response) => {
        served.push(request.url ?? "");
        response.end();
      },
    );
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => void server.close());
    const { port } = server.address() as AddressInfo;
    const { dashboard } = testDashboard(`https://127.0.0.1:${port}`);
    const error = await expectFailure(
      dashboard.signIn({ kind: "token", token: "pmx-sentinel-pasted" }),
      "DASHBOARD_UNREACHABLE",
    );
    expect(error.detail.reason).toMatch(/CERT/);
    expect(served).toEqual([]);
  });
});
