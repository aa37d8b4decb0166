import { resolve } from "node:path";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { createBrowser } from "../sandbox/client/createBrowser.ts";
import { type Sandbox, startSandbox } from "../sandbox/startSandbox.ts";
import { connectToBus } from "./rig/dbusConnection.ts";
import { type DesktopSession, startDesktopSession } from "./rig/desktopSession.ts";
import { type OwnedProcess, startProcess } from "./rig/ownedProcess.ts";
import { openSecretService } from "./rig/secretService.ts";
import { createThrowAwayHome, type ThrowAwayHome } from "./rig/throwAwayHome.ts";

const cli = resolve(import.meta.dirname, "../../out/main/cli.cjs");

let desktop: DesktopSession;
let sandbox: Sandbox;
let home: ThrowAwayHome;
const cleanUps: (() => unknown)[] = [];

beforeAll(async () => {
  sandbox = await startSandbox();
  desktop = await startDesktopSession();
  home = await createThrowAwayHome({});
});
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});
afterAll(async () => {
  await home?.remove();
  await desktop?.stop();
  await sandbox?.stop();
});

function start(...args: string[]): OwnedProcess {
  const env = { PATH: process.env.PATH, LANG: "C.UTF-8", ...home.env, ...desktop.env };
  const child = startProcess(process.execPath, [cli, "--dashboard", sandbox.origin, ...args], {
    cwd: home.path,
    env,
  });
  cleanUps.push(() => child.stop());
  return child;
}

async function run(...args: string[]) {
  const child = start(...args);
  const { code } = await child.ended;
  return { code, stdout: child.stdout(), stderr: child.stderr() };
}

/** What a person does on another device: enters the code, confirms it, signs in. */
async function approve(userCode: string): Promise<void> {
  const browser = createBrowser(sandbox.origin);
  const entry = await (await browser.visit("/device")).text();
  const xsrf = /name="xsrf" value="([^"]+)"/.exec(entry)?.[1] ?? "";
  const code = { xsrf, user_code: userCode };
  await browser.visit("/device", code);
  const form = await browser.follow("/device", { ...code, confirm: "yes" });
  const done = await browser.follow(form.url, { ...sandbox.demoAccount });
  expect(await done.text()).toContain("Go back to your terminal");
}

test("login with a code, balances, and logout leave nothing behind", async () => {
  expect(await run("balances")).toMatchObject({ code: 1, stdout: "" });

  const login = start("login", "--device");
  const code = await expect
    .poll(() => /enter the code (\S+)/.exec(login.stderr())?.[1])
    .toBeTruthy()
    .then(() => /enter the code (\S+)/.exec(login.stderr())?.[1] ?? "");
  await approve(code);
  expect((await login.ended).code).toBe(0);
  expect(login.stderr()).toContain(`Signed in as ${sandbox.demoAccount.email}`);
  expect(login.stderr()).not.toContain("keychain");

  // The session is in the keychain, and the next command finds it there.
  const secrets = await openSecretService(desktop.busAddress);
  cleanUps.push(() => secrets.close());
  const kept = await secrets.find({ service: "PhotonMark Codex" });
  expect(kept).toHaveLength(1);
  const shown = await run("balances", "--json");
  expect(shown).toMatchObject({ code: 0, stderr: "" });
  const { stdout } = shown;
  const { balances } = JSON.parse(stdout);
  expect(balances).toHaveLength(5);
  expect(balances).toContainEqual(
    expect.objectContaining({ providerId: "photonmark-codex-pay", block: "missing" }),
  );
  expect(stdout).not.toContain("pmx-");
  expect((await run("balances")).stdout).toMatch(/photonmark-codex-pay .*\$[\d.]+ · \d+ days left/);
  expect((await run("--lang", "zh-CN", "balances")).stdout).toContain("剩");

  expect(await run("logout")).toMatchObject({
    code: 0,
    stderr: expect.stringContaining("revoked"),
  });
  expect(await secrets.find({ service: "PhotonMark Codex" })).toEqual([]);
  const session = JSON.parse(kept[0] ?? "{}");
  const accessToken = session.accessToken ?? session.access_token;
  expect(typeof accessToken).toBe("string");
  const refused = await fetch(`${sandbox.origin}/api/desktop/v1/account`, {
    headers: { authorization: `Bearer ${accessToken}` },
  });
  expect(refused.status).toBe(401);
  expect(await run("balances")).toMatchObject({ code: 1 });
});

test("a keychain that waits for its password is named as what is waited for", async () => {
  const bare = await startDesktopSession({ keyring: false });
  cleanUps.push(() => bare.stop());
  // A Secret Service in the middle of a prompt, whose person has gone for lunch.
  const service = await connectToBus(bare.busAddress);
  cleanUps.push(() => service.close());
  service.serve(() => "silence");
  await service.own("org.freedesktop.secrets");
  const env = { PATH: process.env.PATH, LANG: "C.UTF-8", ...home.env, ...bare.env };
  const args = [cli, "--dashboard", sandbox.origin, "balances"];
  const child = startProcess(process.execPath, args, { cwd: home.path, env });
  cleanUps.push(() => child.stop());
  await expect.poll(child.stderr).toMatch(/^Waiting for the keychain\..*\n.*SIGNED_OUT/);
  service.close();
  expect((await child.ended).code).toBe(1);
  expect(child.stdout()).toBe("");
});

test("without a dashboard address login says what to do", async () => {
  const env = { PATH: process.env.PATH, LANG: "C.UTF-8", ...home.env, ...desktop.env };
  const child = startProcess(process.execPath, [cli, "login"], { cwd: home.path, env });
  expect((await child.ended).code).toBe(1);
  expect(child.stderr()).toContain("DASHBOARD_ADDRESS_MISSING");
  expect(child.stderr()).toContain("--dashboard <url>");
});
