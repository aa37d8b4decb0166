import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { patience, stayQuiet } from "../support/patience.ts";
import { type DesktopSession, startDesktopSession } from "./rig/desktopSession.ts";
import { launchApp, type RunningApp } from "./rig/launchApp.ts";
import { processTree } from "./rig/processTree.ts";
import { spawnApp } from "./rig/spawnApp.ts";
import { createThrowAwayHome, type ThrowAwayHome } from "./rig/throwAwayHome.ts";
import { startTrayHost, type TrayHost } from "./rig/trayHost.ts";

let desktop: DesktopSession;
let trayHost: TrayHost;
const cleanUps: (() => unknown)[] = [];

beforeAll(async () => {
  desktop = await startDesktopSession();
  trayHost = await startTrayHost(desktop.busAddress);
});
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});
afterAll(async () => {
  trayHost?.stop();
  await desktop?.stop();
});

async function newHome(): Promise<ThrowAwayHome> {
  const home = await createThrowAwayHome({ ".codex/config.toml": "# mine\n" });
  cleanUps.push(() => home.remove());
  return home;
}

async function start(home: ThrowAwayHome, args: string[] = []): Promise<RunningApp> {
  const app = await launchApp({ desktop, home, args });
  cleanUps.push(() => app.close());
  return app;
}

const boundsOf = (app: RunningApp) =>
  app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds());

function argumentsOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8");
  } catch {
    return "";
  }
}

async function clickTray(app: RunningApp): Promise<Page> {
  const opened = app.electron.waitForEvent("window", { timeout: patience() });
  await (await trayHost.waitForItem(app.pid)).activate();
  const page = await opened;
  await page.waitForLoadState("load");
  return page;
}

describe("the window", () => {
  test("comes back in its place, size and zoom after the program was started again", async () => {
    const home = await newHome();
    const first = await start(home);
    const page = await first.firstWindow();
    const isVisible = () =>
      first.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible());
    await expect.poll(isVisible).toBe(true);
    const bounds = { x: 140, y: 90, width: 1010, height: 720 };
    await first.electron.evaluate(
      ({ BrowserWindow }, given) => BrowserWindow.getAllWindows()[0]?.setBounds(given),
      bounds,
    );
    const saved = async () =>
      JSON.parse(await home.read("user-data/settings.json").catch(() => "{}"));
    await expect.poll(async () => (await saved()).windowBounds).toEqual(bounds);
    await page.evaluate("window.photonmark.changeSettings({ settings: { zoom: 150 } })");
    await first.close();
    const second = await start(home);
    const again = await second.firstWindow();
    expect(await boundsOf(second)).toEqual(bounds);
    await expect.poll(() => again.evaluate(() => window.devicePixelRatio)).toBeCloseTo(1.5);
  });

  test("opens on a screen that is there, whatever was remembered", async () => {
    const home = await newHome();
    const gone = { windowBounds: { x: -9000, y: 4000, width: 800, height: 600 } };
    await home.write("user-data/settings.json", JSON.stringify(gone));
    const app = await start(home);
    await app.firstWindow();
    const { x = -1, y = -1, width, height } = (await boundsOf(app)) ?? {};
    expect([width, height]).toEqual([800, 600]);
    expect(x).toBeGreaterThanOrEqual(0);
    expect(y).toBeGreaterThanOrEqual(0);
  });

  test("is gone once it is closed, and comes back to its view with a click on the tray icon", async () => {
    const home = await newHome();
    const app = await start(home);
    const page = await app.firstWindow();
    await page.getByRole("button", { name: "Settings" }).click();
    await page.getByRole("heading", { name: "Settings", level: 1 }).waitFor();
    await page.locator("main").evaluate((main) => main.scrollTo(0, 160));
    // The place is told once scrolling has come to rest.
    await page.waitForTimeout(400);
    await page.close();
    const count = () =>
      app.electron.evaluate(({ webContents }) => webContents.getAllWebContents().length);
    await expect.poll(count).toBe(0);
    const again = await clickTray(app);
    await again.getByRole("heading", { name: "Settings", level: 1 }).waitFor();
    await expect.poll(() => again.locator("main").evaluate((main) => main.scrollTop)).toBe(160);
  });

  test("is closed once nobody has seen it for half a minute, and comes back to its view", async () => {
    const app = await start(await newHome());
    const page = await app.firstWindow();
    await page.getByRole("button", { name: "Backups" }).click();
    await page.getByRole("heading", { name: "Backups", level: 1 }).waitFor();
    const closed = page.waitForEvent("close", { timeout: patience(40_000) });
    const hiddenAt = performance.now();
    await app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide());
    await closed;
    expect(performance.now() - hiddenAt).toBeGreaterThan(29_000);
    const again = await clickTray(app);
    await again.getByRole("heading", { name: "Backups", level: 1 }).waitFor();
  });

  test("opens whole on the screen when the tray icon is clicked, and a second click makes no second one", async () => {
    const app = await start(await newHome(), ["--hidden"]);
    // As soon as there is an icon: what opens the window may not be loaded yet.
    await clickTray(app);
    const { x = -1, y = -1, width = 0, height = 0 } = (await boundsOf(app)) ?? {};
    expect(Math.min(x, y)).toBeGreaterThanOrEqual(0);
    expect(x + width).toBeLessThanOrEqual(1440);
    expect(y + height).toBeLessThanOrEqual(1000);
    await (await trayHost.waitForItem(app.pid)).activate();
    await expect.poll(() => app.electron.windows().length).toBe(1);
  });

  test("is shown for a second start that comes before the first has loaded what opens it", async () => {
    const home = await newHome();
    const first = spawnApp({ desktop, home, args: ["--hidden"] });
    cleanUps.push(() => first.stop());
    // The icon comes first, the rest of the program is loaded after it: held up here, it is overtaken.
    await trayHost.waitForItem(first.pid);
    process.kill(first.pid, "SIGSTOP");
    const second = spawnApp({ desktop, home });
    cleanUps.push(() => second.stop());
    await stayQuiet(1000);
    process.kill(first.pid, "SIGCONT");
    expect((await second.ended).code).toBe(0);
    const pages = () =>
      processTree(first.pid).filter((pid) => argumentsOf(pid).includes("--type=renderer"));
    await expect.poll(() => pages().length).toBeGreaterThan(0);
  });

  test("is started with the desktop when that is asked for", async () => {
    const home = await newHome();
    const page = await (await start(home)).firstWindow();
    await page.getByRole("button", { name: "Settings" }).click();
    const choice = page.getByRole("switch", { name: /Start with the computer/ });
    // The switch follows what the system says, so it turns a moment after the click.
    await choice.click({ force: true });
    const entry = ".config/autostart/photonmark-codex.desktop";
    await expect.poll(() => home.read(entry).catch(() => "")).toMatch(/^Exec=".+" "--hidden"$/m);
    await expect.poll(() => choice.isChecked()).toBe(true);
    await choice.click({ force: true });
    await expect.poll(() => home.read(entry).catch(() => "")).toBe("");
  });
});
