import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { PhotonmarkBridge } from "../../app/bridge.ts";
import { authorizeApp } from "../sandbox/client/authorizeApp.ts";
import { type Sandbox, startSandbox } from "../sandbox/startSandbox.ts";
import { patience } from "../support/patience.ts";
import { accessibilityFaults } from "./rig/accessibility.ts";
import { type DesktopSession, startDesktopSession } from "./rig/desktopSession.ts";
import { launchApp } from "./rig/launchApp.ts";
import { type NotificationHost, startNotificationHost } from "./rig/notificationHost.ts";
import { createThrowAwayHome, type ThrowAwayHome } from "./rig/throwAwayHome.ts";
import { startTrayHost, type TrayHost } from "./rig/trayHost.ts";

declare global {
  var photonmark: PhotonmarkBridge<File>;
}

const pay = "photonmark-codex-pay";
const provider = (service: string) => `
[model_providers.photonmark-codex-${service.toLowerCase()}]
name = "PhotonMark Codex ${service}"
base_url = "https://codex.example.test/v1"
`;
const payAlone = `model_provider = "${pay}"\n${provider("Pay")}`;
const config = `${payAlone}${provider("Boost")}`;

let desktop: DesktopSession;
let trayHost: TrayHost;
let sandbox: Sandbox;
let host: NotificationHost;
const cleanUps: (() => unknown)[] = [];

beforeAll(async () => {
  desktop = await startDesktopSession();
  trayHost = await startTrayHost(desktop.busAddress);
  host = await startNotificationHost(desktop.busAddress);
});
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});
afterAll(async () => {
  host?.stop();
  trayHost?.stop();
  await desktop?.stop();
});

const titles = (since: number) =>
  host
    .sent()
    .slice(since)
    .map(({ title }) => title);
const change = (id: string, to: object) => sandbox.admin("PATCH", `/balances/${id}`, to);
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();

async function newHome(): Promise<ThrowAwayHome> {
  sandbox = await startSandbox();
  cleanUps.push(() => sandbox.stop());
  const home = await createThrowAwayHome({ ".codex/config.toml": config });
  cleanUps.push(() => home.remove());
  return home;
}

async function start(home: ThrowAwayHome, args: readonly string[] = [], on = desktop) {
  const app = await launchApp({
    desktop: on,
    home,
    args,
    env: { PHOTONMARK_DASHBOARD: sandbox.origin },
  });
  cleanUps.push(() => app.close());
  const page = await app.firstWindow();
  return {
    app,
    page,
    refresh: () => page.evaluate(() => photonmark.refreshBalances({})),
    async signIn() {
      const { access_token: token } = await authorizeApp(sandbox);
      await app.electron.evaluate(({ clipboard }, text) => clipboard.writeText(text), token);
      const reply = await page.evaluate(() =>
        photonmark.signIn({ way: { kind: "clipboardToken" } }),
      );
      expect(reply).toEqual({ ok: true, value: undefined });
    },
  };
}

describe("the system is told", () => {
  test("of a low and of an ending balance once, also over a restart; and not when not wanted", async () => {
    const home = await newHome();
    const since = host.sent().length;
    const first = await start(home);
    await first.signIn();
    expect(titles(since)).toEqual([]);

    await change(pay, { remaining: 400 });
    await change("photonmark-codex-boost", { expiresAt: inDays(2.5) });
    await first.refresh();
    const low = await host.waitFor("PhotonMark Codex Pay is running low");
    expect(low.body).toBe("$4.00 left of $50.00. Click to switch to PhotonMark Codex Boost.");
    expect(low.actions).toContain("default");
    const ending = await host.waitFor("PhotonMark Codex Boost expires soon");
    expect(ending.body).toMatch(/^It ends on .+, with \$24\.55 left\.$/);
    await change(pay, { remaining: 390 });
    await first.refresh();
    await first.app.close();

    const second = await start(home);
    await second.page.getByText("$3.90").first().waitFor();
    await second.refresh();
    expect(titles(since)).toHaveLength(2);

    // With the notifications off nothing is told; on again, it is.
    const settings = (notifications: boolean) =>
      second.page.evaluate(
        (value) => photonmark.changeSettings({ settings: { notifications: value } }),
        notifications,
      );
    await settings(false);
    await change(pay, { remaining: 0 });
    await second.refresh();
    expect(titles(since)).toHaveLength(2);
    await settings(true);
    const empty = await host.waitFor("PhotonMark Codex Pay is empty");
    expect(titles(since)).toHaveLength(3);
    expect(empty.body).toContain("Click to switch to PhotonMark Codex Boost.");
  });

  test("of an empty balance in use; a click leads to the switch, which the user confirms", async () => {
    const home = await newHome();
    const { app, page, signIn, refresh } = await start(home);
    await signIn();
    const since = host.sent().length;
    await change(pay, { remaining: 0 });
    await refresh();
    await expect.poll(() => titles(since)).toEqual(["PhotonMark Codex Pay is empty"]);
    const [empty] = host.sent().slice(since);
    if (!empty) throw new Error("nothing was told");

    // The window is closed, as it mostly is when such a notification comes.
    await page.close();
    const [opened] = await Promise.all([
      app.electron.waitForEvent("window", { timeout: patience() }),
      Promise.resolve(host.click(empty)),
    ]);
    const dialog = opened.getByRole("dialog", { name: "Activate PhotonMark Codex Boost" });
    await dialog.getByRole("button", { name: "Activate" }).waitFor();
    expect(await home.read(".codex/config.toml")).toBe(config);
    await dialog.getByRole("button", { name: "Activate" }).click();
    await expect
      .poll(() => home.read(".codex/config.toml"))
      .toContain('model_provider = "photonmark-codex-boost"');
  });

  test("of an expired balance in use, in Chinese, and the switch brings its block along", async () => {
    const home = await newHome();
    await home.write(".codex/config.toml", payAlone);
    await home.write("user-data/settings.json", '{"language":"zh-CN"}');
    const { page, signIn, refresh } = await start(home);
    await signIn();
    const since = host.sent().length;
    await sandbox.admin("POST", `/balances/${pay}/expire`);
    await refresh();
    await expect.poll(() => titles(since)).toEqual(["PhotonMark Codex Pay 已过期"]);
    const [expired] = host.sent().slice(since);
    if (!expired) throw new Error("nothing was told");
    expect(expired.body).toMatch(
      /^续期或换一个余额之前，Codex 会被拒绝。点击可换用 PhotonMark Codex .+。$/,
    );
    host.click(expired);
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("button", { name: "写入 config.toml" }).click();
    await expect
      .poll(() => home.read(".codex/config.toml"))
      .not.toContain(`model_provider = "${pay}"\n`);
  });
});

describe("a desktop", () => {
  const title = "This desktop shows no notifications";

  test("without a notification service is told of in Settings and Health, until there is one", async () => {
    const bare = await startDesktopSession();
    cleanUps.push(() => bare.stop());
    const bareTray = await startTrayHost(bare.busAddress);
    cleanUps.push(() => bareTray.stop());
    const { page } = await start(await newHome(), [], bare);
    await page.getByRole("button", { name: "Settings" }).click();
    const note = page.getByRole("status").filter({ hasText: title });
    await note.getByText("sudo apt install dunst").waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);

    await page.getByRole("button", { name: "Health" }).click();
    const finding = page.getByRole("region", { name: "Good to know" }).getByText(title);
    await finding.waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);

    const late = await startNotificationHost(bare.busAddress);
    cleanUps.push(() => late.stop());
    await page.getByRole("button", { name: "Look again" }).click();
    await finding.waitFor({ state: "detached" });
    await page.getByRole("button", { name: "Settings" }).click();
    await page.getByRole("switch", { name: "Notify me" }).waitFor();
    expect(await note.count()).toBe(0);
    expect(late.sent()).toEqual([]);
  });

  test("with one is not", async () => {
    const since = host.sent().length;
    const { page } = await start(await newHome());
    await page.getByRole("button", { name: "Settings" }).click();
    await page.getByRole("switch", { name: "Notify me" }).waitFor();
    await page.evaluate(() => photonmark.checkNotifications({}));
    expect(await page.getByText(title).count()).toBe(0);
    await page.getByRole("button", { name: "Health" }).click();
    await page.getByRole("heading", { level: 1, name: "Health" }).waitFor();
    await page.evaluate(() => photonmark.checkNotifications({}));
    expect(await page.getByText(title).count()).toBe(0);
    expect(titles(since)).toEqual([]);
  });
});
