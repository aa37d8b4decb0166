import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { type Sandbox, startSandbox } from "../sandbox/startSandbox.ts";
import { type DesktopSession, startDesktopSession } from "./rig/desktopSession.ts";
import { recordIpc } from "./rig/ipcRecorder.ts";
import { launchApp, type RunningApp } from "./rig/launchApp.ts";
import { processTree } from "./rig/processTree.ts";
import { codexProgram, runCodexExec } from "./rig/runCodex.ts";
import { openSecretService, type SecretService } from "./rig/secretService.ts";
import { startSystemBrowser } from "./rig/systemBrowser.ts";
import { createThrowAwayHome, type ThrowAwayHome } from "./rig/throwAwayHome.ts";
import { startTrayHost, type TrayHost } from "./rig/trayHost.ts";
import { menuEntries } from "./rig/trayMenu.ts";

const providerId = "photonmark-codex-pay";

let desktop: DesktopSession;
let trayHost: TrayHost;
let sandbox: Sandbox;
let secrets: SecretService;
const cleanUps: (() => unknown)[] = [];

beforeAll(async () => {
  sandbox = await startSandbox();
  desktop = await startDesktopSession();
  trayHost = await startTrayHost(desktop.busAddress);
  secrets = await openSecretService(desktop.busAddress);
});
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});
afterAll(async () => {
  secrets?.close();
  trayHost?.stop();
  await desktop?.stop();
  await sandbox?.stop();
});

interface Account {
  readonly remaining: number;
  readonly name: string;
}

async function payBalance(): Promise<Account> {
  const { balances } = (await sandbox.admin("GET", "/balances")) as {
    balances: { providerId: string; name: string; remaining: number }[];
  };
  const balance = balances.find((one) => one.providerId === providerId);
  if (!balance) throw new Error("the sandbox has no such balance");
  return { remaining: balance.remaining, name: balance.name };
}

const keptSession = async () => (await secrets.find({ service: "PhotonMark Codex" }))[0];

async function start(
  home: ThrowAwayHome,
  binFolder: string,
): Promise<{ app: RunningApp; page: Page }> {
  const app = await launchApp({
    desktop,
    home,
    path: `${binFolder}:${join(codexProgram(), "..")}:${process.env.PATH}`,
    env: { PHOTONMARK_DASHBOARD: sandbox.origin },
  });
  cleanUps.push(() => app.close());
  return { app, page: await app.firstWindow() };
}

test("sign in, see balances, activate, run Codex, see it cost, restart, sign out", async () => {
  const home = await createThrowAwayHome({});
  cleanUps.push(() => home.remove());
  const browser = await startSystemBrowser(home);
  cleanUps.push(() => browser.close());
  const { app, page } = await start(home, browser.binFolder);
  const ipc = await recordIpc(app.electron);
  const { name, remaining } = await payBalance();
  const money = (minor: number) => `$${(minor / 100).toFixed(2)}`;

  // Sign in, in a real browser.
  await page.getByRole("button", { name: "Sign in", exact: true }).first().click();
  const signInPage = await browser.openedPage();
  expect(signInPage.url()).toContain(sandbox.origin);
  await signInPage.getByLabel("E-mail").fill(sandbox.demoAccount.email);
  await signInPage.getByLabel("Password").fill(sandbox.demoAccount.password);
  await signInPage.getByRole("button", { name: "Sign in" }).click();
  await signInPage.waitForURL(/127\.0\.0\.1:\d+\/callback/);
  await page.getByText(sandbox.demoAccount.email).first().waitFor();
  await page.getByText(money(remaining)).first().waitFor();

  // Add the account's block and use it.
  await page.getByRole("button", { name: `Add ${name} to config` }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Add to config.toml" }).click();
  await dialog.waitFor({ state: "hidden" });
  const config = await home.read(".codex/config.toml");
  expect(config).toContain(`model_provider = "${providerId}"`);

  // Codex spends money, and window and tray tell.
  const codex = await runCodexExec({ codexHome: home.codexHome, tmpdir: home.file("tmp") });
  expect(codex).toMatchObject({ code: 0 });
  const after = await payBalance();
  expect(after.remaining).toBeLessThan(remaining);
  await page.getByRole("button", { name: "Refresh balances" }).click();
  await page.getByText(money(after.remaining)).first().waitFor();
  const item = await trayHost.waitForItem(app.pid);
  await (await item.menu()).waitFor((root) =>
    menuEntries(root).some(({ label }) => label.includes(money(after.remaining))),
  );
  expect((await item.look()).toolTip).toContain(money(after.remaining));

  // What the service says of where to pay goes to the browser, not through the window.
  await page.getByRole("button", { name: `Top up ${name},` }).click();
  const topUpPage = await browser.openedPage();
  expect(topUpPage.url()).toContain(sandbox.origin);

  // The token is in the keychain and nowhere else, also not in a message or after a crash.
  await page.getByRole("button", { name: "Config", exact: true }).click();
  await page.getByText("experimental_bearer_token").first().waitFor();
  const session = await keptSession();
  const secretsOfSession = Object.values(JSON.parse(session ?? "{}")).filter(
    (value): value is string =>
      typeof value === "string" && value.length >= 20 && value !== sandbox.demoAccount.email,
  );
  expect(secretsOfSession.length).toBeGreaterThan(0);
  const proxyToken = /experimental_bearer_token = "([^"]+)"/.exec(config)?.[1] ?? "";
  const messages = await ipc.messages();
  for (const part of ["signIn", "stageBlock", "change", "readUsage", "readConfig", "openTopUp"])
    expect(
      messages.some((text) => text.includes(`"${part}"`)),
      part,
    ).toBe(true);
  expect(messages.some((text) => text.startsWith('["sent","photonmark:state"'))).toBe(true);
  expect(messages.filter((text) => text.startsWith('["answered"')).length).toBeGreaterThan(5);
  await provokeBugs(app, [...secretsOfSession, proxyToken]);
  await expect.poll(() => logOf(home)).toContain("a rejection that nobody caught");
  await expect.poll(() => logOf(home)).toContain("a bug that nobody caught");
  await expectNowhere([...secretsOfSession, proxyToken], home, app, page, messages);
  await crashWindow(app, page);
  expect(await dumpsIn(app)).toEqual([]);
  await expectNowhere([...secretsOfSession, proxyToken], home, app, undefined, messages);

  // Still signed in after a restart.
  await app.close();
  const second = await start(home, browser.binFolder);
  await second.page.getByText(sandbox.demoAccount.email).first().waitFor();
  await second.page.getByText(money(after.remaining)).first().waitFor();

  // Signed out: forgotten here, refused there.
  await second.page.getByRole("button", { name: "Settings" }).click();
  await second.page.getByRole("button", { name: "Sign out" }).click();
  await second.page.getByText("Signed out").first().waitFor();
  await expect.poll(keptSession).toBeUndefined();
  for (const token of secretsOfSession) {
    const headers = { authorization: `Bearer ${token}` };
    const answer = await fetch(`${sandbox.origin}/api/desktop/v1/account`, { headers });
    expect(answer.status).toBe(401);
  }
  expect(await home.read(".codex/config.toml")).toBe(config);
});

/** Bugs in the main process as they might come, with all that they should not hold in their words. */
async function provokeBugs({ electron }: RunningApp, secrets: readonly string[]): Promise<void> {
  await electron.evaluate((_electron, found) => {
    for (const secret of found) {
      const words = `Authorization: Bearer ${secret}\nexperimental_bearer_token = "${secret}"`;
      setImmediate(() => {
        throw new Error(words);
      });
      void Promise.reject(new Error(words, { cause: words }));
    }
  }, secrets);
}

/** The program's log, wherever below the home it is. */
async function logOf(home: ThrowAwayHome): Promise<string> {
  const files = await readdir(home.path, { recursive: true, withFileTypes: true });
  const logs = files.filter((file) => file.isFile() && file.name.endsWith(".log"));
  const texts = logs.map((file) => readFile(join(file.parentPath, file.name), "utf8"));
  return (await Promise.all(texts)).join("\n");
}

async function crashWindow({ electron }: RunningApp, page: Page): Promise<void> {
  const isGone = page.waitForEvent("crash");
  await electron.evaluate(({ BrowserWindow }) => {
    for (const window of BrowserWindow.getAllWindows())
      window.webContents.forcefullyCrashRenderer();
  });
  await isGone;
}

/** Memory images that a crash has left. */
async function dumpsIn({ electron }: RunningApp): Promise<string[]> {
  const folder = await electron.evaluate(({ app }) => app.getPath("crashDumps"));
  const files = await readdir(folder, { recursive: true }).catch(() => []);
  return files.filter((name) => name.endsWith(".dmp"));
}

/** Looks for secrets everywhere but in the keychain, config.toml and its backups. */
async function expectNowhere(
  found: readonly string[],
  home: ThrowAwayHome,
  app: RunningApp,
  /** Undefined: it has crashed. */
  page: Page | undefined,
  messages: readonly string[],
): Promise<void> {
  const places = new Map<string, string>([
    ["stdout", app.stdout()],
    ["stderr", app.stderr()],
    ["messages", messages.join("\n")],
    ...(page ? await placesOf(page) : []),
  ]);
  for (const pid of processTree(app.pid))
    places.set(`argv of ${pid}`, await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => ""));
  for (const file of await readdir(home.path, { recursive: true, withFileTypes: true })) {
    const path = join(file.parentPath, file.name);
    if (file.isFile() && !path.startsWith(home.file(".codex/")))
      places.set(path, await readFile(path, "latin1").catch(() => ""));
  }
  const leaks = [...places]
    .filter(([, text]) => found.some((secret) => text.includes(secret)))
    .map(([place]) => place);
  expect(leaks).toEqual([]);
}

/** Where a page keeps things. */
async function placesOf(page: Page): Promise<readonly (readonly [string, string])[]> {
  const heap = await heapOf(page);
  expect(heap).toContain("photonmark-codex-pay");
  return [
    ["the page", await page.content()],
    ["the page's state", JSON.stringify(await page.evaluate("window.photonmark.getState()"))],
    ["the page's heap", heap],
    ["the page's storage", await page.evaluate(() => JSON.stringify({ ...localStorage }))],
  ];
}

/** Every string the page's JavaScript holds. */
async function heapOf(page: Page): Promise<string> {
  const devTools = await page.context().newCDPSession(page);
  let heap = "";
  devTools.on("HeapProfiler.addHeapSnapshotChunk", ({ chunk }) => {
    heap += chunk;
  });
  await devTools.send("HeapProfiler.takeHeapSnapshot", { reportProgress: false });
  await devTools.detach();
  return heap;
}
