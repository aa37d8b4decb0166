import { connect } from "node:net";
import { networkInterfaces } from "node:os";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { authorizeApp, postOauth } from "../sandbox/client/authorizeApp.ts";
import type { Balance } from "../sandbox/sandboxState.ts";
import { type Sandbox, startSandbox } from "../sandbox/startSandbox.ts";

let sandbox: Sandbox;
let accessToken: string;

beforeAll(async () => {
  sandbox = await startSandbox();
  accessToken = (await authorizeApp(sandbox)).access_token;
});
afterAll(() => sandbox.stop());
afterEach(() => sandbox.admin("DELETE", "/faults"));

const breakBalances = (fault: object) =>
  sandbox.admin("POST", "/faults", { target: "balances", ...fault });

function get(init: RequestInit = {}): Promise<Response> {
  return fetch(`${sandbox.origin}/api/desktop/v1/balances`, {
    redirect: "manual",
    headers: { authorization: `Bearer ${accessToken}` },
    ...init,
  });
}

test("without faults all is well, and a fault with `times` ends by itself", async () => {
  expect((await get()).status).toBe(200);
  await breakBalances({ kind: "status", status: 503, times: 2 });
  const statuses = [(await get()).status, (await get()).status, (await get()).status];
  expect(statuses).toEqual([503, 503, 200]);
});

test("truncated: less arrives than was announced", async () => {
  await breakBalances({ kind: "truncated" });
  const response = await get();
  expect(response.status).toBe(200);
  await expect(response.text()).rejects.toThrow();
});

test("notJson: an HTML page with status 200", async () => {
  await breakBalances({ kind: "notJson" });
  const response = await get();
  expect(response.status).toBe(200);
  expect(await response.text()).toMatch(/^<!doctype html>/);
});

test("wrongTypes: JSON of the same shape with numbers and strings exchanged", async () => {
  await breakBalances({ kind: "wrongTypes" });
  const body = (await (await get()).json()) as { asOf: unknown; balances: { money: object }[] };
  expect(typeof body.asOf).toBe("number");
  expect(body.balances[0]?.money).toEqual({ currency: 3, remaining: "3842", granted: "5000" });
});

test("huge: as many megabytes as asked for", async () => {
  await breakBalances({ kind: "huge", megabytes: 3 });
  expect((await (await get()).text()).length).toBeGreaterThan(3 * 1024 * 1024);
});

test("redirect: to wherever it was told", async () => {
  await breakBalances({ kind: "redirect", location: "http://evil.example/api" });
  const response = await get();
  expect([response.status, response.headers.get("location")]).toEqual([
    302,
    "http://evil.example/api",
  ]);
});

test("hang: no answer until the caller gives up; reset: the line is cut", async () => {
  await breakBalances({ kind: "hang", times: 1 });
  await expect(get({ signal: AbortSignal.timeout(200) })).rejects.toThrow("timeout");
  await breakBalances({ kind: "reset" });
  await expect(get()).rejects.toThrow("fetch failed");
});

test("delay: the proper answer, late", async () => {
  await breakBalances({ kind: "delay", ms: 300 });
  await expect(get({ signal: AbortSignal.timeout(100) })).rejects.toThrow("timeout");
  expect((await get()).status).toBe(200);
});

test("the token endpoint and the gateway's stream can be broken too", async () => {
  await sandbox.admin("POST", "/faults", { target: "token", kind: "wrongTypes", times: 1 });
  const token = await (await postOauth(sandbox.origin, "/oauth/token", {})).json();
  expect(token).toEqual({ access_token: 7, token_type: 6, expires_in: "60" });

  await sandbox.admin("POST", "/faults", { target: "responses", kind: "truncated" });
  const { balances } = (await sandbox.admin("GET", "/balances")) as { balances: Balance[] };
  const response = await fetch(`${sandbox.origin}/pay/v1/responses`, {
    method: "POST",
    headers: {
      authorization: `Bearer ${balances[0]?.proxyToken}`,
      "content-type": "application/json",
    },
    body: JSON.stringify({ model: "gpt-5-codex", stream: true, input: "hi" }),
  });
  let received = "";
  const read = async () => {
    for await (const piece of response.body ?? []) received += Buffer.from(piece).toString();
  };
  await expect(read()).rejects.toThrow();
  expect(received).toContain("response.created");
  expect(received).not.toContain("response.completed");
});

test("the admin API wants its secret and says what is wrong with a request", async () => {
  const admin = (authorization?: string) =>
    fetch(`${sandbox.origin}/__sandbox/balances`, {
      headers: authorization === undefined ? {} : { authorization },
    });
  expect((await admin()).status).toBe(401);
  expect((await admin(`Bearer ${accessToken}`)).status).toBe(401);
  expect((await admin(`Bearer ${sandbox.adminSecret}`)).status).toBe(200);
  await expect(breakBalances({ kind: "explode" })).rejects.toThrow("400");
  await expect(sandbox.admin("PATCH", "/balances/bal_pay", { remaining: 1.5 })).rejects.toThrow(
    "remaining",
  );
  await expect(sandbox.admin("PATCH", "/balances/nope", {})).rejects.toThrow("404");
});

test("nothing answers on the machine's other addresses", async () => {
  const others = Object.values(networkInterfaces())
    .flat()
    .flatMap((one) => (one && !one.internal && one.family === "IPv4" ? [one.address] : []));
  // 127.0.0.2 is this machine too, and only a listener on every address would answer there.
  for (const host of process.platform === "linux" ? ["127.0.0.2", ...others] : others) {
    const outcome = await new Promise((resolve) => {
      const socket = connect(Number(new URL(sandbox.origin).port), host);
      socket.once("connect", () => resolve("connected"));
      socket.once("error", () => resolve("refused"));
    });
    expect(outcome, host).toBe("refused");
  }
});
