import type { Locator, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { type DesktopSession, startDesktopSession } from "./rig/desktopSession.ts";
import { launchApp, type RunningApp } from "./rig/launchApp.ts";
import { lookAt } from "./rig/lookAt.ts";
import { tabThrough } from "./rig/reached.ts";
import { createThrowAwayHome, type ThrowAwayHome } from "./rig/throwAwayHome.ts";

const configFile = ".codex/config.toml";
const table = (id: string, name: string) => `
[model_providers.${id}]
name = "${name}"
base_url = "https://api.photonmark.example/v1"
experimental_bearer_token = "pmx-sentinel-0123456789"
`;
const config = `model_provider = "photonmark-codex-pay"
${table("photonmark-codex-pay", "PhotonMark Pay")}${table("photonmark-codex-boost", "PhotonMark Boost")}`;
const block = `model_provider = "photonmark-codex-link"\n${table("photonmark-codex-link", "Link")}`;

let desktop: DesktopSession;
const cleanUps: (() => unknown)[] = [];

beforeAll(async () => {
  desktop = await startDesktopSession();
});
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});
afterAll(async () => {
  await desktop?.stop();
});

interface Started {
  readonly home: ThrowAwayHome;
  readonly app: RunningApp;
  readonly page: Page;
}

async function start(files: Readonly<Record<string, string>>): Promise<Started> {
  const home = await createThrowAwayHome(files);
  cleanUps.push(() => home.remove());
  const app = await launchApp({ desktop, home, path: "/usr/bin:/bin" });
  cleanUps.push(() => app.close());
  const page = await app.firstWindow();
  await page.getByRole("heading", { level: 1, name: "Balances" }).waitFor();
  return { home, app, page };
}

async function goTo(page: Page, name: string): Promise<void> {
  await page
    .getByRole("navigation", { name: "Sections" })
    .getByRole("button", { name: new RegExp(`^${name}`) })
    .click();
  await page.getByRole("heading", { level: 1, name }).waitFor();
}

/** Runs a command of the palette, for what has no button on every screen. */
async function command(page: Page, name: string): Promise<void> {
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox", { name: "Commands" }).fill(name);
  await page.keyboard.press("Enter");
}

const dialogOf = (page: Page) => page.getByRole("dialog");
const button = (page: Page, name: string | RegExp) =>
  page.getByRole("button", typeof name === "string" ? { name, exact: true } : { name }).first();

describe("no view has anything to object to, in both themes and languages", () => {
  test("where there is no file yet", async () => {
    const { page } = await start({});
    const faults = await lookAt(page, "balances");
    for (const name of ["Config", "Backups", "Health", "Settings"]) {
      await goTo(page, name);
      faults.push(...(await lookAt(page, name)));
    }
    expect(faults).toEqual([]);
  });

  test("where the file is broken, and what mends it is shown", async () => {
    const { page } = await start({
      [configFile]: `${config}approval_policy = "on-request\n`,
      ".codex/config.toml.bak": config,
    });
    const faults: string[] = [];
    for (const name of ["Balances", "Config", "Backups", "Health"]) {
      await goTo(page, name);
      if (name === "Health") await button(page, /^Fix:/).waitFor();
      faults.push(...(await lookAt(page, name)));
    }
    await button(page, /^Fix:/).click();
    await dialogOf(page).getByRole("region").waitFor();
    faults.push(...(await lookAt(page, "fix")));
    await page.keyboard.press("Escape");
    await button(page, "Fix all").click();
    await dialogOf(page).getByRole("region").waitFor();
    faults.push(...(await lookAt(page, "fix all")));
    expect(faults).toEqual([]);
  });

  test("in every dialog and notice", async () => {
    const { home, app, page } = await start({ [configFile]: config });
    const faults: string[] = [];
    await button(page, "Activate PhotonMark Boost").click();
    await button(page, "Undo").waitFor();
    faults.push(...(await lookAt(page, "activated")));
    await button(page, "Close").click();

    await button(page, "Paste from clipboard").click();
    await page.getByRole("alert").waitFor();
    faults.push(...(await lookAt(page, "failure")));
    await page.keyboard.press("Escape");

    await app.electron.evaluate(({ clipboard }, text) => clipboard.writeText(text), block);
    const opened: readonly (readonly [string, () => Promise<unknown>])[] = [
      ["import", () => button(page, "Paste from clipboard").click()],
      ["undo", () => page.keyboard.press("Control+z")],
      ["restart", () => command(page, "Restart Codex")],
      ["preview", () => menuItem(page, "PhotonMark Pay", "Preview…")],
      ["remove", () => menuItem(page, "PhotonMark Pay", "Remove…")],
      ["switcher", () => menuItem(page, "PhotonMark Pay", "Set up in CC Switch…")],
    ];
    for (const [name, open] of opened) {
      await open();
      await dialogOf(page).waitFor();
      await dialogOf(page).locator("[aria-busy=true]").waitFor({ state: "detached" });
      faults.push(...(await lookAt(page, name)));
      await page.keyboard.press("Escape");
      await dialogOf(page).waitFor({ state: "detached" });
    }

    await goTo(page, "Backups");
    await button(page, /^Restore the backup/).click();
    await dialogOf(page).getByRole("region").waitFor();
    faults.push(...(await lookAt(page, "restore")));
    await page.keyboard.press("Escape");

    await home.write(configFile, config.replace("photonmark-codex-pay", "custom"));
    await page.getByRole("region", { name: "A change by another program" }).waitFor();
    faults.push(...(await lookAt(page, "drift")));
    expect(faults).toEqual([]);
  });
});

describe("the keyboard", () => {
  test("goes into each dialog, stays there, and comes back to what opened it", async () => {
    const { app, page } = await start({ [configFile]: config });
    await app.electron.evaluate(({ clipboard }, text) => clipboard.writeText(text), block);
    await button(page, "Activate PhotonMark Boost").click();
    await button(page, "Close").click();
    await throughDialog(page, button(page, "Paste from clipboard"));
    const more = button(page, "More about PhotonMark Pay");
    for (const name of ["Preview…", "Remove…"])
      await throughDialog(page, more, async () => {
        await page.keyboard.press("Enter");
        await page.getByRole("menuitem", { name }).focus();
        await page.keyboard.press("Enter");
      });
    await throughDialog(page, button(page, "Activate PhotonMark Pay"), () =>
      page.keyboard.press("Control+k"),
    );
    await goTo(page, "Backups");
    await throughDialog(page, button(page, /^Restore the backup/));
    await throughDialog(page, button(page, /^Undo last switch/));
  });

  test("is caught nowhere: each view is left at its end", async () => {
    const { page } = await start({ [configFile]: config });
    for (const name of ["Balances", "Config", "Backups", "Health", "Settings"]) {
      await goTo(page, name);
      await page.locator("[data-pending]").waitFor({ state: "detached" });
      const reached = await tabThrough(page);
      expect(reached.length, name).toBeGreaterThan(6);
      expect(reached.length, name).toBeLessThan(80);
    }
  });

  test("hears what happened", async () => {
    const { page } = await start({ [configFile]: config });
    await button(page, "Activate PhotonMark Boost").click();
    await page
      .locator(".visually-hidden[role=status]")
      .getByText(/^Codex now uses PhotonMark Boost\. New chats use it at once\./)
      .waitFor({ state: "attached" });
  });
});

async function menuItem(page: Page, provider: string, name: string): Promise<void> {
  await button(page, `More about ${provider}`).click();
  await page.getByRole("menuitem", { name, exact: true }).click();
}

/** Opens a dialog by the keyboard, walks around in it, closes it, and finds the focus where it was. */
async function throughDialog(
  page: Page,
  opener: Locator,
  open: () => Promise<unknown> = () => page.keyboard.press("Enter"),
): Promise<void> {
  await opener.focus();
  await open();
  await dialogOf(page).waitFor();
  const isInside = () =>
    page.evaluate(() => document.activeElement?.closest('[role="dialog"]') !== null);
  await expect.poll(isInside).toBe(true);
  for (let pressed = 0; pressed < 12; pressed += 1) {
    await page.keyboard.press("Tab");
    expect(await isInside()).toBe(true);
  }
  await page.keyboard.press("Escape");
  await dialogOf(page).waitFor({ state: "detached" });
  await opener.and(page.locator(":focus")).waitFor();
}
