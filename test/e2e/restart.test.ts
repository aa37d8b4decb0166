import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { type Sandbox, startSandbox } from "../sandbox/startSandbox.ts";
import { patience } from "../support/patience.ts";
import { accessibilityFaults } from "./rig/accessibility.ts";
import { CLOSED_NETWORK } from "./rig/closedNetwork.ts";
import { endCodexOf, startCodexServer, startCodexTerminal } from "./rig/codexSession.ts";
import { type DesktopSession, startDesktopSession } from "./rig/desktopSession.ts";
import { launchApp, type RunningApp } from "./rig/launchApp.ts";
import { type OwnedProcess, startProcess } from "./rig/ownedProcess.ts";
import { codexProgram } from "./rig/runCodex.ts";
import { createThrowAwayHome, type ThrowAwayHome } from "./rig/throwAwayHome.ts";
import { startTrayHost, type TrayHost } from "./rig/trayHost.ts";
import { menuEntries } from "./rig/trayMenu.ts";

const standIn = join(import.meta.dirname, "../support/standInDesktop.mjs");

let desktop: DesktopSession;
let trayHost: TrayHost;
let sandbox: Sandbox;
const cleanUps: (() => unknown)[] = [];

beforeAll(async () => {
  sandbox = await startSandbox();
  // Codex asks, and waits for ever: a turn that is running.
  await sandbox.admin("POST", "/faults", { target: "responses", kind: "hang" });
  desktop = await startDesktopSession();
  trayHost = await startTrayHost(desktop.busAddress);
});
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});
afterAll(async () => {
  trayHost?.stop();
  await desktop?.stop();
  await sandbox?.stop();
});

const table = (service: string, name: string) => `
[model_providers.photonmark-codex-${service}]
name = "${name}"
base_url = "${sandbox.origin}/${service}/v1"
experimental_bearer_token = "pmx-sentinel-${service}"
`;

const config = () => `model_provider = "photonmark-codex-pay"
check_for_update_on_startup = false
${table("pay", "PhotonMark Pay")}${table("boost", "PhotonMark Boost")}
[features]
plugins = false
apps = false
`;

/** A home whose provider never answers; what Codex has left running there is ended with it. */
async function createHome(settings: object = {}): Promise<ThrowAwayHome> {
  const home = await createThrowAwayHome({
    ".codex/config.toml": config(),
    "user-data/settings.json": JSON.stringify(settings),
  });
  cleanUps.push(() => home.remove());
  cleanUps.push(() => endCodexOf(home));
  return home;
}

async function start(settings: object = {}): Promise<{
  app: RunningApp;
  page: Page;
  home: ThrowAwayHome;
}> {
  const home = await createHome(settings);
  const app = await launchApp({
    desktop,
    home,
    path: `${join(codexProgram(), "..")}:${process.env.PATH}`,
  });
  cleanUps.push(() => app.close());
  return { app, page: await app.firstWindow(), home };
}

/** Starts a program in the home of a test. */
function run(home: ThrowAwayHome, program: string, args: string[], env: NodeJS.ProcessEnv = {}) {
  const owned: OwnedProcess = startProcess(program, args, {
    cwd: home.path,
    env: { PATH: process.env.PATH, ...CLOSED_NETWORK, ...home.env, ...env },
  });
  cleanUps.push(() => owned.stop(500));
  return owned;
}

async function runTask(home: ThrowAwayHome): Promise<OwnedProcess> {
  const codex = run(home, codexProgram(), ["exec", "--skip-git-repo-check", "hi"]);
  const hasChat = () => existsSync(home.file(".codex/sessions"));
  await expect.poll(hasChat).toBe(true);
  return codex;
}

interface Note {
  readonly pid?: number;
  readonly refused?: true;
}

async function runDesktop(home: ThrowAwayHome, env: NodeJS.ProcessEnv = {}) {
  const path = home.file("notes");
  const notes = (): Note[] =>
    existsSync(path)
      ? readFileSync(path, "utf8")
          .trimEnd()
          .split("\n")
          .map((line) => JSON.parse(line) as Note)
      : [];
  // What the app started again is nobody's child; it is ended by the id it noted.
  cleanUps.push(() => {
    for (const { pid } of notes().slice(1)) if (pid) process.kill(pid, "SIGKILL");
  });
  const owned = run(home, standIn, [], { STAND_IN_NOTES: path, ...env });
  await expect.poll(() => notes().length).toBe(1);
  return { owned, notes };
}

const banner = (page: Page) => page.getByText("Restart Codex to apply");

describe("restart to apply", () => {
  test("shows while a real Codex works with the old provider, and goes by itself when that ends", async () => {
    const { app, page, home } = await start();
    const codex = await runTask(home);
    expect(await banner(page).count()).toBe(0);
    await page.getByRole("button", { name: "Activate PhotonMark Boost" }).click();
    await banner(page).waitFor();
    await page.getByText("1 session still uses PhotonMark Pay").waitFor();
    const item = await trayHost.waitForItem(app.pid);
    const menu = await item.menu();
    await menu.waitFor((root) =>
      menuEntries(root).some(({ label }) => label === "Restart Codex to apply…"),
    );
    await page.getByRole("button", { name: "Show" }).click();
    const dialog = page.getByRole("dialog", { name: "Restart Codex" });
    const row = dialog.getByRole("listitem").filter({ hasText: "Single task" });
    await row.getByText("Still uses PhotonMark Pay").waitFor();
    await row.getByText("It ends by itself once it is done.").waitFor();
    expect(await dialog.getByRole("button", { name: "Restart desktop app" }).count()).toBe(0);
    const state = JSON.stringify(await page.evaluate("window.photonmark.getState()"));
    expect(state).not.toContain("sentinel");
    await codex.stop();
    await banner(page).waitFor({ state: "detached" });
    await dialog.getByText("No Codex is running here.").waitFor();
  });

  test("does not show for a Codex of another home", async () => {
    const other = await createHome();
    const [terminal, server] = [startCodexTerminal(other), startCodexServer(other)];
    cleanUps.push(() => terminal.stop(500));
    cleanUps.push(() => server.stop(500));
    const { app, page, home } = await start();
    await runTask(other);
    await page.getByRole("button", { name: "Activate PhotonMark Boost" }).click();
    await expect
      .poll(() => home.read(".codex/config.toml"))
      .toContain('model_provider = "photonmark-codex-boost"');
    const menu = await (await trayHost.waitForItem(app.pid)).menu();
    await menu.clickLabel("Restart Codex…");
    const dialog = page.getByRole("dialog", { name: "Restart Codex" });
    await dialog.getByText("No Codex is running here.").waitFor();
    expect(await dialog.getByRole("listitem").count()).toBe(0);
    expect(await banner(page).count()).toBe(0);
    for (const { pid } of [terminal, server]) expect(existsSync(`/proc/${pid}`)).toBe(true);
  });

  test("goes when the switch is undone", async () => {
    const { page, home } = await start();
    await runTask(home);
    await page.getByRole("button", { name: "Activate PhotonMark Boost" }).click();
    await banner(page).waitFor();
    await page.getByRole("button", { name: "Undo" }).first().click();
    await banner(page).waitFor({ state: "detached" });
  });
});

describe("a reminder that is put away", () => {
  test("leaves window and tray, stays in the list, and comes back with the next switch", async () => {
    const { app, page, home } = await start();
    await runTask(home);
    await page.getByRole("button", { name: "Activate PhotonMark Boost" }).click();
    await banner(page).waitFor();
    await page.getByRole("button", { name: "Show" }).click();
    const dialog = page.getByRole("dialog", { name: "Restart Codex" });
    await dialog.getByRole("button", { name: "Put reminder away" }).click();
    await dialog.waitFor({ state: "detached" });
    await banner(page).waitFor({ state: "detached" });
    const menu = await (await trayHost.waitForItem(app.pid)).menu();
    await menu.waitFor((root) => menuEntries(root).some(({ label }) => label === "Restart Codex…"));
    await menu.clickLabel("Restart Codex…");
    await dialog.getByText("Still uses PhotonMark Pay").waitFor();
    expect(await dialog.getByRole("button", { name: "Put reminder away" }).count()).toBe(0);
    await dialog.getByRole("button", { name: "Close" }).last().click();
    await page.evaluate(() =>
      photonmark.change({ change: { kind: "activate", providerId: "openai" } }),
    );
    await banner(page).waitFor();
  });
});

describe.each(["light", "dark"] as const)(
  "axe objects to nothing in the restart dialog, %s",
  (theme) => {
    test("with nothing running, with sessions, with a turn, and with an app that does not quit", async () => {
      const { app, page, home } = await start({ codexDesktopPath: standIn, theme });
      const faults: string[] = [];
      const dialog = page.getByRole("dialog", { name: "Restart Codex" });
      const look = async (name: string) => {
        faults.push(...(await accessibilityFaults(page)).map((fault) => `${name}: ${fault}`));
      };
      const menu = await (await trayHost.waitForItem(app.pid)).menu();
      await menu.clickLabel("Restart Codex…");
      await dialog.getByText("No Codex is running here.").waitFor();
      await look("nothing");
      await page.keyboard.press("Escape");

      const { notes } = await runDesktop(home, { STAND_IN_REFUSES: "1" });
      await runTask(home);
      await page.getByRole("button", { name: "Activate PhotonMark Boost" }).click();
      await page.getByText("2 sessions still use PhotonMark Pay").waitFor();
      await page.getByRole("button", { name: "Restart…", exact: true }).click();
      await dialog.getByText("Codex may be in the middle of a turn").waitFor();
      await look("sessions and a turn");
      await dialog.getByRole("button", { name: "Restart desktop app" }).click();
      await dialog.getByText("A turn that is running there would be cut off.").waitFor();
      await look("the question about the turn");
      await dialog.getByRole("button", { name: "Restart anyway" }).click();
      await dialog.getByText("Waiting for the desktop app to quit").waitFor();
      await look("waiting");
      await dialog.getByText("The desktop app has not quit.").waitFor();
      await look("the question about force");
      expect(faults).toEqual([]);
      expect(notes().some(({ refused }) => refused)).toBe(true);
    });
  },
);

describe("the desktop app", () => {
  test("is restarted, after a question while a turn is running, and nothing else is ended", async () => {
    const { page, home } = await start({ codexDesktopPath: standIn });
    const { owned, notes } = await runDesktop(home);
    const codex = await runTask(home);
    await page.getByRole("button", { name: "Activate PhotonMark Boost" }).click();
    await page.getByText("2 sessions still use PhotonMark Pay").waitFor();
    await page.getByRole("button", { name: "Restart…" }).click();
    const dialog = page.getByRole("dialog", { name: "Restart Codex" });
    await dialog.getByText("Codex may be in the middle of a turn").waitFor();
    await dialog.getByRole("button", { name: "Restart desktop app" }).click();
    await dialog.getByText("A turn that is running there would be cut off.").waitFor();
    expect(notes()).toHaveLength(1);
    await dialog.getByRole("button", { name: "Restart anyway" }).click();
    await page.getByText("The desktop app is restarted", { exact: true }).waitFor();
    expect((await owned.ended).code).toBe(0);
    await expect.poll(() => notes().length).toBe(2);
    await page.getByText("1 session still uses PhotonMark Pay").waitFor();
    expect(existsSync(`/proc/${codex.pid}`)).toBe(true);
  });

  test("that does not quit is ended by force only after a yes of its own", async () => {
    const { app, page, home } = await start({ codexDesktopPath: standIn });
    const { owned, notes } = await runDesktop(home, { STAND_IN_REFUSES: "1" });
    await page.getByRole("button", { name: "Activate PhotonMark Boost" }).click();
    await banner(page).waitFor();
    await page.close();
    // The tray leads there, too, and opens the window for it.
    const menu = await (await trayHost.waitForItem(app.pid)).menu();
    const opened = app.electron.waitForEvent("window", { timeout: patience() });
    await menu.clickLabel("Restart Codex to apply…");
    const dialog = (await opened).getByRole("dialog", { name: "Restart Codex" });
    await dialog.getByRole("button", { name: "Restart desktop app" }).click();
    await dialog.getByText("The desktop app has not quit.").waitFor();
    expect(notes().at(-1)).toEqual({ refused: true });
    expect(existsSync(`/proc/${owned.pid}`)).toBe(true);
    await dialog.getByRole("button", { name: "End by force and restart" }).click();
    expect((await owned.ended).signal).toBe("SIGKILL");
    await expect.poll(() => notes().filter(({ pid }) => pid).length).toBe(2);
    await dialog.waitFor({ state: "detached" });
    await banner(await opened).waitFor({ state: "detached" });
  });
});
