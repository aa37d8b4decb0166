import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readBlock } from "../../app/config/block.ts";
import { createBrowser } from "../sandbox/client/createBrowser.ts";
import type { Balance } from "../sandbox/sandboxState.ts";
import { type Sandbox, startSandbox } from "../sandbox/startSandbox.ts";

let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await startSandbox({ desktopApi: false });
});
afterAll(() => sandbox.stop());

async function signedIn() {
  const browser = createBrowser(sandbox.origin);
  const dashboard = await browser.follow("/sign-in", { ...sandbox.demoAccount });
  return { browser, dashboard: await dashboard.text() };
}

const read = (text: string) => readBlock(new TextEncoder().encode(text));
const plain = (text: string) =>
  text.replaceAll("&quot;", '"').replaceAll("&#39;", "'").replaceAll("&amp;", "&");

async function balances(): Promise<Balance[]> {
  return ((await sandbox.admin("GET", "/balances")) as { balances: Balance[] }).balances;
}

test("the dashboard shows one block per balance, with Copy and both downloads", async () => {
  const { browser, dashboard } = await signedIn();
  expect(dashboard).toContain("<h2>Dedicated Configuration</h2>");
  const blocks = [...dashboard.matchAll(/<pre[^>]*><code[^>]*>([^<]*)<\/code>/g)];
  const ids = blocks.map(([, text = ""]) => read(plain(text)).activeId);
  expect(ids).toEqual((await balances()).map(({ providerId }) => providerId));
  expect(dashboard.match(/data-copy=/g)).toHaveLength(ids.length);

  for (const [system, format] of [
    ["unix", "shell"],
    ["windows", "powershell"],
  ] as const) {
    const response = await browser.visit(`/install/bal_pay/${system}`);
    expect(response.headers.get("content-disposition")).toMatch(
      /^attachment; filename="install-photonmark-codex-pay\.(sh|ps1)"$/,
    );
    expect(read(await response.text())).toMatchObject({ format, activeId: ids[0] });
  }
});

test("the session cookie is out of reach for scripts and gone after signing out", async () => {
  const response = await fetch(`${sandbox.origin}/sign-in`, {
    method: "POST",
    redirect: "manual",
    body: new URLSearchParams(sandbox.demoAccount),
  });
  const [cookie] = response.headers.getSetCookie();
  expect(cookie).toMatch(/^photonmark_session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax;/);
  const value = { cookie: cookie?.split(";")[0] ?? "" };
  const dashboard = () =>
    fetch(`${sandbox.origin}/dashboard`, { headers: value, redirect: "manual" });
  expect((await dashboard()).status).toBe(200);
  await fetch(`${sandbox.origin}/sign-out`, { method: "POST", headers: value, redirect: "manual" });
  expect((await dashboard()).headers.get("location")).toBe("/sign-in");
});

test("a new account is verified, buys a service and sees its own block alone", async () => {
  const browser = createBrowser(sandbox.origin);
  const account = { name: "<Ada>", email: "ada@example.org", password: "long enough" };
  const short = await browser.visit("/sign-up", { ...account, password: "short" });
  expect(await short.text()).toContain("Use 8 characters or more");
  const mail = await (await browser.visit("/sign-up", account)).text();
  expect((await browser.visit("/sign-in", account)).status).toBe(401);
  await browser.follow(/href="(\/verify\?code=\w+)"/.exec(mail)?.[1] ?? "");
  const empty = await (await browser.follow("/sign-in", account)).text();
  expect(empty).toContain("&lt;Ada&gt;");
  expect(empty).not.toContain("<pre");
  const bought = await (await browser.follow("/dashboard/buy", { service: "boost" })).text();
  const [, text = ""] = /<code[^>]*>([^<]*)<\/code>/.exec(bought) ?? [];
  expect(read(plain(text)).activeId).toBe("photonmark-codex-boost");
  expect((await browser.visit("/install/bal_pay/unix")).status).toBe(404);
});

test("topping up adds money", async () => {
  const { browser } = await signedIn();
  const before = (await balances()).find(({ id }) => id === "bal_boost")?.remaining ?? 0;
  expect((await browser.visit("/top-up?balance=bal_boost")).status).toBe(200);
  await browser.follow("/top-up", { balance: "bal_boost" });
  const after = (await balances()).find(({ id }) => id === "bal_boost")?.remaining;
  expect(after).toBe(before + 2000);
});

test("strangers see the sign-in page, and forms of other origins are refused", async () => {
  for (const path of ["/dashboard", "/install/bal_pay/unix", "/top-up?balance=bal_pay"])
    expect((await createBrowser(sandbox.origin).visit(path)).headers.get("location")).toBe(
      "/sign-in",
    );
  const foreign = await fetch(`${sandbox.origin}/sign-in`, {
    method: "POST",
    headers: { origin: "http://evil.example" },
    body: new URLSearchParams(sandbox.demoAccount),
  });
  expect(foreign.status).toBe(403);
});

test("accounts and sessions outlive a restart when there is a state file", async () => {
  const folder = mkdtempSync(join(tmpdir(), "pm-sandbox-"));
  const stateFile = join(folder, "state.json");
  try {
    const first = await startSandbox({ stateFile });
    const browser = createBrowser(first.origin);
    await browser.follow("/sign-in", { ...first.demoAccount });
    await first.admin("PATCH", "/balances/photonmark-codex-pay", { remaining: 7 });
    await first.stop();
    const second = await startSandbox({ stateFile });
    const dashboard = await (await browser.visit(`${second.origin}/dashboard`)).text();
    await second.stop();
    expect(dashboard).toContain("$0.07 of $50.00 left");
    expect(readFileSync(stateFile, "utf8")).not.toContain(first.demoAccount.password);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
