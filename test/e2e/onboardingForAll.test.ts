import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { type Sandbox, startSandbox } from "../sandbox/startSandbox.ts";
import { accessibilityFaults } from "./rig/accessibility.ts";
import { createClickCounter } from "./rig/clickCounter.ts";
import { type DesktopSession, startDesktopSession } from "./rig/desktopSession.ts";
import { blockFrom, quietConfig, runCodexIn, startWizard } from "./rig/onboardingRig.ts";
import { createThrowAwayHome } from "./rig/throwAwayHome.ts";
import { startTrayHost, type TrayHost } from "./rig/trayHost.ts";

const configFile = ".codex/config.toml";

let desktop: DesktopSession;
let trayHost: TrayHost;
let sandbox: Sandbox;
let block: string;
const cleanUps: (() => unknown)[] = [];

beforeAll(async () => {
  sandbox = await startSandbox();
  block = await blockFrom(sandbox);
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

async function start(config: string, settings: object = {}) {
  const files = { [configFile]: config, "user-data/settings.json": JSON.stringify(settings) };
  const home = await createThrowAwayHome(files, { isFirstRun: true });
  cleanUps.push(() => home.remove());
  const wizard = await startWizard({ desktop, home });
  cleanUps.push(() => wizard.app.close());
  return { home, ...wizard };
}

/** Tabs on until the focus is on a control of that name, as somebody without a pointer does. */
async function tabTo(page: Page, name: RegExp): Promise<void> {
  for (let pressed = 0; pressed < 40; pressed += 1) {
    await page.keyboard.press("Tab");
    const focused = await page.evaluate(() => {
      const { activeElement: it } = document;
      return it?.getAttribute("aria-label") ?? it?.textContent ?? "";
    });
    if (name.test(focused)) return;
  }
  throw new Error(`no control named ${name} is reached with the tabulator`);
}

describe("setting up", () => {
  test("needs no pointer", async () => {
    const { home, page, heading, copy, button } = await start(quietConfig);
    const clicks = createClickCounter();
    await clicks.watch(page);
    const use = async (name: RegExp) => {
      await tabTo(page, name);
      await page.keyboard.press("Enter");
    };
    await copy(block);
    await heading("Your Codex today");
    await use(/^Paste from clipboard$/);
    await heading("Found in what you brought");
    await use(/^Back$/);
    await heading("Your Codex today");
    // The shortcut does the same as the button.
    await page.keyboard.press("Control+v");
    await heading("Found in what you brought");
    await use(/^Continue$/);
    await heading(/^Let Codex use /);
    await expect.poll(() => button("Activate").getAttribute("aria-disabled")).toBeNull();
    await use(/^Activate$/);
    await heading("Codex is ready");
    await use(/^Done$/);
    await page.getByRole("heading", { level: 1, name: "Balances" }).waitFor();
    expect(clicks.count()).toBe(0);
    const codex = await runCodexIn(home);
    expect(codex, codex.stderr).toMatchObject({ code: 0 });
  });

  test("speaks Chinese throughout", async () => {
    const { page, press, heading, copy } = await start(quietConfig);
    await press("简体中文");
    await heading("你的 Codex 现状");
    await page.getByText("Codex 接受这个文件，使用的是内置服务商。").waitFor();
    await copy("不是配置块");
    await press("从剪贴板粘贴");
    await page.getByRole("alert").getByText("BLOCK_NOT_FOUND").waitFor();
    await copy(block);
    await press("从剪贴板粘贴");
    await heading("找到了这个");
    await press("继续");
    await heading(/^让 Codex 使用 /);
    await page.getByText("会先备份文件，一次点击就能撤销。").waitFor();
    await press("启用");
    await heading("Codex 可以用了");
    await page.getByText(/^服务商接受了你的密钥/).waitFor();
    // Names, ids and paths are what they are; nothing else is left in English.
    const words = await page.locator("main, footer, nav").allInnerTexts();
    expect(words.join("\n").match(/\b(the|with|your|step|next|back|done|file)\b/gi)).toBeNull();
    await press("完成");
    await page.getByRole("heading", { level: 1, name: "余额" }).waitFor();
  });

  test.each(["light", "dark"] as const)("has nothing that axe objects to, %s", async (theme) => {
    const { home, page, press, heading, copy } = await start(`${quietConfig}x = "y\n`, { theme });
    const faults: string[] = [];
    const look = async (name: string | RegExp) => {
      await heading(name);
      faults.push(...(await accessibilityFaults(page)).map((fault) => `${name}: ${fault}`));
    };
    await look("Your Codex today");
    await copy("nothing of use");
    await press("Paste from clipboard");
    await page.getByRole("alert").waitFor();
    await look("Your Codex today");
    await copy(block);
    await press("Paste from clipboard");
    await look("Found in what you brought");
    await press("Continue");
    await page.getByText("This has to be put right first").waitFor();
    await look("What is wrong with your file");
    await home.write(configFile, quietConfig);
    await look(/^Let Codex use /);
    await press("Activate");
    await look("Codex is ready");
    await press("Set up later");
    await press("Settings");
    await look("Settings");
    expect(faults).toEqual([]);
  });

  test("fits a window of the smallest size, at twice the size of type", async () => {
    const { page, press, heading, copy } = await start(quietConfig, { zoom: 200 });
    await heading("Your Codex today");
    await copy(block);
    await press("Paste from clipboard");
    await press("Continue");
    await press("Activate");
    await heading("Codex is ready");
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow).toBeLessThanOrEqual(0);
  });
});
