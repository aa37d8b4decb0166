import { afterAll, beforeAll, expect, test } from "vitest";
import type { Turn } from "../sandbox/gateway/turn.ts";
import type { Balance } from "../sandbox/sandboxState.ts";
import { type Sandbox, startSandbox } from "../sandbox/startSandbox.ts";

const pay = "photonmark-codex-pay";
let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await startSandbox({ turnsPerMinute: 5 });
});
afterAll(() => sandbox.stop());

async function balance(providerId: string): Promise<Balance> {
  const { balances } = (await sandbox.admin("GET", "/balances")) as { balances: Balance[] };
  const found = balances.find((one) => one.providerId === providerId);
  if (!found) throw new Error(`no balance ${providerId}`);
  return found;
}

async function freshBalance(change: object = {}): Promise<Balance> {
  return (await sandbox.admin("POST", "/balances", { service: "pay", ...change })) as Balance;
}

function post(service: string, token: string | undefined, body: unknown): Promise<Response> {
  return fetch(`${sandbox.origin}/${service}/v1/responses`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
    },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
}

const turn = { model: "gpt-5-codex", stream: true, input: [{ role: "user", content: "hi" }] };

async function refusal(response: Response) {
  const { error } = (await response.json()) as { error: { code: string; message: string } };
  return { status: response.status, code: error.code, message: error.message };
}

test("a streamed turn is answered event by event and paid from the token's balance alone", async () => {
  const before = await balance(pay);
  const others = (await balance("photonmark-codex-pay-bonus-7f3a")).remaining;
  const response = await post("pay", before.proxyToken, turn);
  expect(response.headers.get("content-type")).toBe("text/event-stream");
  const events = (await response.text())
    .split("\n\n")
    .filter(Boolean)
    .map((text) => JSON.parse(text.split("\ndata: ")[1] ?? "") as Record<string, unknown>);
  expect(events.map(({ sequence_number }) => sequence_number)).toEqual([...events.keys()]);
  expect(events.at(-1)).toMatchObject({
    type: "response.completed",
    response: { model: "gpt-5-codex", output: [{ role: "assistant" }] },
  });
  expect((await balance(pay)).remaining).toBe(before.remaining - 1);
  expect((await balance("photonmark-codex-pay-bonus-7f3a")).remaining).toBe(others);
});

test("without stream the whole response comes at once, and a longer prompt costs more", async () => {
  const fresh = await freshBalance();
  const long = { model: "gpt-5-codex", input: "x".repeat(200_000) };
  const body = (await (await post("pay", fresh.proxyToken, long)).json()) as {
    status: string;
    usage: { input_tokens: number };
  };
  expect(body.status).toBe("completed");
  expect(body.usage.input_tokens).toBeGreaterThan(50_000);
  expect((await balance(fresh.providerId)).remaining).toBe(1000 - 7);
});

test("Link turns cost nothing", async () => {
  const link = await balance("photonmark-codex-link");
  expect((await post("link", link.proxyToken, turn)).status).toBe(200);
  expect((await balance(link.providerId)).remaining).toBe(link.remaining);
});

test("401 without a token, with a made-up one, on another service and after a rotation", async () => {
  const fresh = await freshBalance();
  expect((await refusal(await post("pay", undefined, turn))).code).toBe("missing_token");
  for (const [service, token] of [
    ["pay", "pmx-sandbox-fake-pay-000000"],
    ["boost", fresh.proxyToken],
  ] as const) {
    const response = await post(service, token, turn);
    expect(response.headers.get("www-authenticate")).toContain("Bearer");
    expect(await refusal(response)).toMatchObject({ status: 401, code: "invalid_token" });
  }
  const rotated = (await sandbox.admin("POST", `/balances/${fresh.id}/rotate`)) as Balance;
  expect((await post("pay", fresh.proxyToken, turn)).status).toBe(401);
  expect((await post("pay", rotated.proxyToken, turn)).status).toBe(200);
});

test("402 when the balance is empty or expired, and no cent is taken", async () => {
  const fresh = await freshBalance();
  await sandbox.admin("PATCH", `/balances/${fresh.id}`, { remaining: 0 });
  expect(await refusal(await post("pay", fresh.proxyToken, turn))).toMatchObject({
    status: 402,
    code: "balance_empty",
  });
  await sandbox.admin("PATCH", `/balances/${fresh.id}`, { remaining: 500 });
  await sandbox.admin("POST", `/balances/${fresh.id}/expire`);
  expect(await refusal(await post("pay", fresh.proxyToken, turn))).toMatchObject({
    status: 402,
    code: "balance_expired",
  });
  expect((await balance(fresh.providerId)).remaining).toBe(500);
});

test("429 with Retry-After above the limit of the minute, 500 when broken", async () => {
  const fresh = await freshBalance();
  for (let count = 0; count < 5; count += 1)
    expect((await post("pay", fresh.proxyToken, turn)).status).toBe(200);
  const limited = await post("pay", fresh.proxyToken, turn);
  expect(limited.status).toBe(429);
  expect(Number(limited.headers.get("retry-after"))).toBeGreaterThan(0);
  expect((await refusal(limited)).code).toBe("rate_limit_exceeded");

  const other = await freshBalance();
  const fault = { target: "responses", kind: "status", status: 500, times: 1 };
  await sandbox.admin("POST", "/faults", fault);
  expect((await post("pay", other.proxyToken, turn)).status).toBe(500);
  expect((await post("pay", other.proxyToken, turn)).status).toBe(200);
});

test.each([
  ["no model", { input: "hi" }],
  ["no input", { model: "gpt-5-codex" }],
  ["no JSON", "{"],
])("%s is a wrong request and costs nothing", async (_what, body) => {
  const fresh = await freshBalance();
  const response = await post("pay", fresh.proxyToken, body);
  await response.body?.cancel();
  expect(response.status).toBe(400);
  expect((await balance(fresh.providerId)).remaining).toBe(1000);
});

test("models are listed for a valid token, and other paths do not exist", async () => {
  const { proxyToken } = await balance("photonmark-codex-boost");
  const get = (path: string, token = proxyToken) =>
    fetch(`${sandbox.origin}${path}`, { headers: { authorization: `Bearer ${token}` } });
  const { data } = (await (await get("/boost/v1/models")).json()) as { data: { id: string }[] };
  expect(data.map(({ id }) => id)).toContain("gpt-5-codex");
  expect((await get("/boost/v1/models", "nothing")).status).toBe(401);
  expect((await get("/vpn/v1/models")).status).toBe(404);
  const probe = await fetch(`${sandbox.origin}/boost/v1/responses`, { method: "HEAD" });
  expect(probe.status).toBe(401);
});

test("what was asked of the gateway can be looked up, without tokens", async () => {
  const answer = await sandbox.admin("GET", "/turns");
  const { turns } = answer as { turns: Turn[] };
  expect(turns[0]).toMatchObject({ service: "pay", providerId: pay, status: 200, charged: 1 });
  expect(turns.some(({ status, charged }) => status === 402 && charged === 0)).toBe(true);
  expect(JSON.stringify(answer)).not.toContain("pmx-sandbox-fake");
});
