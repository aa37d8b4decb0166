import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { drawGauge, shapeFor } from "../../build/icons/ringGauge.mjs";
import { patience } from "../support/patience.ts";
import { type DesktopSession, startDesktopSession } from "./rig/desktopSession.ts";
import { launchApp } from "./rig/launchApp.ts";
import { spawnApp } from "./rig/spawnApp.ts";
import { createThrowAwayHome, type ThrowAwayHome } from "./rig/throwAwayHome.ts";
import { startTrayHost, type TrayHost } from "./rig/trayHost.ts";
import { menuEntries } from "./rig/trayMenu.ts";

const cleanUps: (() => unknown)[] = [];
let desktop: DesktopSession;

beforeAll(async () => {
  desktop = await startDesktopSession();
});
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});
afterAll(() => desktop?.stop());

const table = (id: string, name: string) =>
  `[model_providers.${id}]\nname = "${name}"\nbase_url = "http://127.0.0.1:9/v1"\n`;
const two = `model_provider = "pay"\n${table("pay", "Pay")}${table("boost", "Boost")}`;

async function homeWith(config: string): Promise<ThrowAwayHome> {
  const home = await createThrowAwayHome({ ".codex/config.toml": config });
  cleanUps.push(() => home.remove());
  return home;
}

async function hosted(): Promise<TrayHost> {
  const trayHost = await startTrayHost(desktop.busAddress);
  cleanUps.push(() => trayHost.stop());
  return trayHost;
}

describe("the picture in the tray", () => {
  /** The alphas of a full ring as it was drawn for 22 pixels, here with 44. */
  const drawn = () => {
    const paint = { colour: [0, 0, 0], alpha: 1 } as const;
    const gauge = { share: 1, fill: paint, track: paint, shape: shapeFor(22) };
    const { data } = drawGauge(gauge, 44);
    return Array.from({ length: 44 * 44 }, (_, at) => data[at * 4 + 3] ?? 0);
  };

  test.each([1, 1.5, 2])(
    "reaches the desktop pixel by pixel, twice the usual size, on a screen at %d",
    async (scale) => {
      const trayHost = await hosted();
      const args = ["--hidden", `--force-device-scale-factor=${scale}`];
      const app = spawnApp({ desktop, home: await homeWith(two), args });
      cleanUps.push(() => app.stop());
      const item = await trayHost.waitForItem(app.pid);
      const { iconPixmaps } = await item.look();
      expect(iconPixmaps.map(({ width, height }) => [width, height])).toEqual([[44, 44]]);
      const argb = iconPixmaps[0]?.argb ?? Buffer.alloc(0);
      const alphas = Array.from({ length: 44 * 44 }, (_, at) => argb[at * 4] ?? -1);
      expect(alphas).toEqual(drawn());
    },
  );

  test("changes its shape when something is wrong, and back", async () => {
    const trayHost = await hosted();
    const home = await homeWith(two);
    const app = spawnApp({ desktop, home, args: ["--hidden"] });
    cleanUps.push(() => app.stop());
    const item = await trayHost.waitForItem(app.pid);
    const corner = async () => {
      const { argb } = (await item.look()).iconPixmaps[0] ?? { argb: Buffer.alloc(0) };
      // The middle of the dot at the upper right, which a ring leaves empty.
      return argb[(4 * 44 + 38) * 4] ?? -1;
    };
    const full = await corner();
    await home.write(".codex/config.toml", `model_provider = "pay"\n${two}`);
    await expect.poll(corner).toBe(255);
    await home.write(".codex/config.toml", two);
    await expect.poll(corner).toBe(full);
    expect(full).toBeLessThan(255);
  });
});

describe("the menu in the tray", () => {
  test("is set again only when it would look different", async () => {
    const trayHost = await hosted();
    const home = await homeWith(two);
    const app = await launchApp({ desktop, home, path: "/usr/bin:/bin" });
    cleanUps.push(() => app.close());
    const page = await app.firstWindow();
    const menu = await (await trayHost.waitForItem(app.pid)).menu();
    await menu.waitFor((root) => menuEntries(root).some(({ label }) => label === "Boost"));
    await page.evaluate("window.photonmark.diagnose({})");
    const before = menu.updates();
    // Changes of state that no menu shows: a look at the file, a setting, a check.
    await page.evaluate("window.photonmark.reload({ askCodex: true })");
    await page.evaluate("window.photonmark.changeSettings({ settings: { zoom: 110 } })");
    await page.evaluate("window.photonmark.checkProvider({})");
    await menu.layout();
    expect(menu.updates()).toBe(before);
    await page.evaluate(() =>
      photonmark.change({ change: { kind: "activate", providerId: "boost" } }),
    );
    await menu.waitFor((root) =>
      menuEntries(root).some(({ label, toggleState }) => label === "Boost" && toggleState === 1),
    );
    expect(menu.updates()).toBeGreaterThan(before);
  });
});

describe("a desktop without a tray", () => {
  test("has the window at once, and again when the launcher starts the program once more", async () => {
    const home = await homeWith(two);
    const app = await launchApp({ desktop, home });
    cleanUps.push(() => app.close());
    const page = await app.firstWindow();
    await page.getByRole("heading", { level: 1, name: "Balances" }).waitFor();
    await page.close();
    const opened = app.electron.waitForEvent("window", { timeout: patience() });
    expect((await spawnApp({ desktop, home }).ended).code).toBe(0);
    await (await opened).getByRole("heading", { level: 1, name: "Balances" }).waitFor();
  });

  test("has it when it was started with the computer, too, as soon as the launcher is used", async () => {
    const home = await homeWith(two);
    const app = await launchApp({ desktop, home, args: ["--hidden"] });
    cleanUps.push(() => app.close());
    const opened = app.electron.waitForEvent("window", { timeout: patience() });
    expect((await spawnApp({ desktop, home }).ended).code).toBe(0);
    await (await opened).getByRole("heading", { level: 1, name: "Balances" }).waitFor();
  });
});
