import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { patience } from "../support/patience.ts";
import { type DesktopSession, startDesktopSession } from "./rig/desktopSession.ts";
import { launchApp, type RunningApp } from "./rig/launchApp.ts";
import { createThrowAwayHome, type ThrowAwayHome } from "./rig/throwAwayHome.ts";

const configFile = ".codex/config.toml";
const key = "pmx-sentinel-0123456789";
const table = (id: string, name: string) => `
[model_providers.${id}]
name = "${name}"
base_url = "https://api.photonmark.example/v1"
experimental_bearer_token = "${key}"
`;
const config = `model_provider = "photonmark-codex-pay"
${table("photonmark-codex-pay", "PhotonMark Pay")}${table("photonmark-codex-boost", "PhotonMark Boost")}`;
/** What another tool has left beside the file. */
const older = `# as it was\nmodel_provider = "photonmark-codex-pay"\n${table("photonmark-codex-pay", "PhotonMark Pay")}`;

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

async function start(): Promise<{ home: ThrowAwayHome; app: RunningApp; page: Page }> {
  const home = await createThrowAwayHome({
    [configFile]: config,
    ".codex/config.toml.bak": older,
  });
  cleanUps.push(() => home.remove());
  const app = await launchApp({ desktop, home, path: "/usr/bin:/bin" });
  cleanUps.push(() => app.close());
  const page = await app.firstWindow();
  await page.getByRole("button", { name: "Activate PhotonMark Boost" }).waitFor();
  // What other programs change can be put back from it.
  await expect.poll(() => home.backups()).toEqual([config]);
  return { home, app, page };
}

/** Notes what the program asks the desktop to open or show, in place of doing it. */
async function noteOpened({ electron }: RunningApp): Promise<() => Promise<readonly string[]>> {
  await electron.evaluate(({ shell }) => {
    const opened: string[] = [];
    Object.assign(globalThis, { opened });
    shell.showItemInFolder = (path) => void opened.push(path);
    shell.openPath = async (path) => {
      opened.push(path);
      return "";
    };
  });
  return () => electron.evaluate(() => (globalThis as unknown as { opened: string[] }).opened);
}

describe("the backups in the window", () => {
  test("are restored after a look at the difference, also another tool's, and nothing is lost", async () => {
    const { home, page } = await start();
    await page.getByRole("button", { name: "Activate PhotonMark Boost" }).click();
    await expect
      .poll(() => home.read(configFile))
      .toContain('model_provider = "photonmark-codex-boost"');
    const boost = await home.read(configFile);
    await page.keyboard.press("Control+3");
    const rows = page.getByRole("main").getByRole("listitem");
    await expect.poll(() => rows.count()).toBe(3);
    await rows.filter({ hasText: "To put back what other programs change" }).waitFor();

    const foreign = rows.filter({ hasText: "Left by another tool" });
    await foreign.getByTitle("config.toml.bak").waitFor();
    await foreign.getByRole("button", { name: /^Restore/ }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByText("Codex will use PhotonMark Pay instead of PhotonMark Boost.").waitFor();
    expect(await home.read(configFile)).toBe(boost);
    await dialog.getByRole("button", { name: "Restore" }).click();
    await expect.poll(() => home.read(configFile)).toBe(older);
    await rows.filter({ hasText: "Before a backup was restored" }).waitFor();
    expect(await home.read(".codex/config.toml.bak")).toBe(older);

    await page.getByRole("button", { name: "Undo the last change…" }).click();
    await dialog.getByRole("button", { name: "Undo" }).click();
    await expect.poll(() => home.read(configFile)).toBe(boost);
    await rows.filter({ hasText: "Before an undo" }).waitFor();
    expect(await rows.count()).toBe(5);
  });

  test("are shown in their folder, and the file opens in an editor", async () => {
    const { home, app, page } = await start();
    const opened = await noteOpened(app);
    await page.keyboard.press("Control+3");
    const foreign = page.getByRole("listitem").filter({ hasText: "Left by another tool" });
    await foreign.getByRole("button", { name: /^Show the backup of/ }).click();
    await expect.poll(opened).toEqual([home.file(".codex/config.toml.bak")]);
    await page.keyboard.press("Control+2");
    await page.getByRole("button", { name: "Open in editor" }).click();
    await expect.poll(opened).toContain(home.file(configFile));
  });
});

describe("a block on the clipboard", () => {
  test("is put there by the main process, with its key, and taken off again after a minute", async () => {
    const { app, page } = await start();
    await page.getByRole("button", { name: "More about PhotonMark Boost" }).click();
    await page.getByRole("menuitem", { name: "Copy block" }).click();
    await page.getByText("The block is on the clipboard").first().waitFor();
    const copied = await app.clipboardText();
    expect(copied).toContain("[model_providers.photonmark-codex-boost]");
    expect(copied).toContain(key);
    expect(await page.content()).not.toContain(key);
    await expect
      .poll(() => app.clipboardText(), { timeout: patience(60_000), interval: 1000 })
      .toBe("");
  });

  test("is taken off when the program ends before, and does not keep it from ending", async () => {
    const { app, page } = await start();
    await page.getByRole("button", { name: "More about PhotonMark Boost" }).click();
    await page.getByRole("menuitem", { name: "Copy block" }).click();
    await page.getByText("The block is on the clipboard").first().waitFor();
    // Playwright forgets it with the end of the app.
    const running = app.electron.process();
    await app.electron.evaluate(({ app: program, clipboard }) => {
      program.once("quit", () => process.stderr.write(`left: ${clipboard.readText()}.\n`));
      setImmediate(() => program.quit());
    });
    await expect.poll(() => running.exitCode).toBe(0);
    expect(app.stderr()).toContain("left: .");
  });
});
