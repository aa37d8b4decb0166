import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import type { PhotonmarkBridge } from "../../app/bridge.ts";
import { authorizeApp } from "../sandbox/client/authorizeApp.ts";
import { type Sandbox, startSandbox } from "../sandbox/startSandbox.ts";
import { type DesktopSession, startDesktopSession } from "./rig/desktopSession.ts";
import { launchApp } from "./rig/launchApp.ts";
import { openSecretService, type SecretService } from "./rig/secretService.ts";
import { createThrowAwayHome, type ThrowAwayHome } from "./rig/throwAwayHome.ts";
import { startTrayHost, type TrayHost } from "./rig/trayHost.ts";

declare global {
  var photonmark: PhotonmarkBridge<File>;
}

const configFile = ".codex/config.toml";
let desktop: DesktopSession;
let trayHost: TrayHost;
let sandbox: Sandbox;
let secrets: SecretService;
let home: ThrowAwayHome;
const cleanUps: (() => unknown)[] = [];

beforeAll(async () => {
  sandbox = await startSandbox();
  desktop = await startDesktopSession();
  trayHost = await startTrayHost(desktop.busAddress);
  secrets = await openSecretService(desktop.busAddress);
  home = await createThrowAwayHome({ [configFile]: "# mine\n" });
});
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});
afterAll(async () => {
  await home?.remove();
  secrets?.close();
  trayHost?.stop();
  await desktop?.stop();
  await sandbox?.stop();
});

async function start() {
  const app = await launchApp({ desktop, home, env: { PHOTONMARK_DASHBOARD: sandbox.origin } });
  cleanUps.push(() => app.close());
  return { app, page: await app.firstWindow() };
}

const tokensIn = async () =>
  (await home.read(configFile)).match(/experimental_bearer_token = "[^"]+"/g) ?? [];

test("a block is added with one click, and a key renewed at the service is taken over with its id", async () => {
  const { app, page } = await start();
  const { access_token: token } = await authorizeApp(sandbox);
  await app.electron.evaluate(({ clipboard }, text) => clipboard.writeText(text), token);
  await page.evaluate(() => photonmark.signIn({ way: { kind: "clipboardToken" } }));

  await page.getByRole("button", { name: "Add PhotonMark Codex Boost to config" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Add to config.toml" }).click();
  await expect.poll(tokensIn).toHaveLength(1);
  const [before] = await tokensIn();
  const config = await home.read(configFile);
  expect(await page.getByRole("button", { name: /^Update PhotonMark/ }).count()).toBe(0);

  await sandbox.admin("POST", "/balances/photonmark-codex-boost/rotate");
  await page.getByRole("button", { name: "Refresh balances" }).click();
  await page.getByRole("button", { name: "Update PhotonMark Codex Boost" }).click();
  const dialog = page.getByRole("dialog", { name: "Update PhotonMark Codex Boost" });
  await dialog.getByRole("button", { name: "Update config.toml" }).click();
  await dialog.waitFor({ state: "hidden" });
  const [after] = await tokensIn();
  expect(after).not.toBe(before);
  expect(await home.read(configFile)).toBe(config.replace(before ?? "", after ?? ""));
  await expect.poll(() => page.getByRole("button", { name: /^Update PhotonMark/ }).count()).toBe(0);
});

test("a session in a keychain that is unlocked late is taken up when the window comes up again", async () => {
  await secrets.lock();
  cleanUps.push(() => secrets.unlock());
  const { app, page } = await start();
  await page.getByRole("button", { name: "Sign in", exact: true }).first().waitFor();
  await secrets.unlock();
  const item = await trayHost.waitForItem(app.pid);
  await item.activate();
  await page.getByText(sandbox.demoAccount.email).first().waitFor();
});
