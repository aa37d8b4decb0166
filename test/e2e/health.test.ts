import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { accessibilityFaults } from "./rig/accessibility.ts";
import { type DesktopSession, startDesktopSession } from "./rig/desktopSession.ts";
import { launchApp } from "./rig/launchApp.ts";
import { codexProgram, runCodexStartupCheck } from "./rig/runCodex.ts";
import { createThrowAwayHome, type ThrowAwayHome } from "./rig/throwAwayHome.ts";
import { startTrayHost, type TrayHost } from "./rig/trayHost.ts";

const configFile = ".codex/config.toml";
const token = "pmx-sentinel-pay-0123456789";
const pay = `[model_providers.photonmark-codex-pay]
name = "PhotonMark Pay"
base_url = "https://codex.photonmark.example/pay/v1"
experimental_bearer_token = "${token}"
`;
const broken = `model_provider = "photonmark-codex-pay"
model_provider = "photonmark-codex-boost"
approval_policy = "untrusted"

${pay}`;
const mended = `model_provider = "photonmark-codex-pay"
# PhotonMark Codex: commented out, model_provider was set twice
# model_provider = "photonmark-codex-boost"
# PhotonMark Codex: commented out, Codex no longer supports it
# approval_policy = "untrusted"

${pay}`;

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

async function start(
  config: string,
  files: Readonly<Record<string, string>> = {},
): Promise<{ home: ThrowAwayHome; page: Page }> {
  const home = await createThrowAwayHome({ [configFile]: config, ...files });
  cleanUps.push(() => home.remove());
  const path = `${join(codexProgram(), "..")}:${process.env.PATH}`;
  const app = await launchApp({ desktop, home, path });
  cleanUps.push(() => app.close());
  return { home, page: await app.firstWindow() };
}

const verdict = (page: Page) => page.getByRole("main").getByRole("status");

async function accepts(home: ThrowAwayHome): Promise<boolean> {
  const run = { codexHome: home.codexHome, tmpdir: home.file("tmp") };
  return (await runCodexStartupCheck(run)).code === 0;
}

describe("a file that Codex refuses", () => {
  test("is named in the strip, shown at its line, and mended by clicks in one step that Undo takes back", async () => {
    const { home, page } = await start(broken);
    expect(await accepts(home)).toBe(false);
    await page
      .getByRole("banner")
      .or(page.getByLabel("State of Codex"))
      .getByText("model_provider is set 2 times")
      .waitFor();
    await page.getByRole("button", { name: "Health" }).click();
    await verdict(page).getByText("2 problems found").waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);

    await page.getByRole("button", { name: "config.toml, line 2" }).click();
    await page.getByRole("heading", { level: 1, name: "Config" }).waitFor();
    await page.locator(".cm-line.cm-marked-error", { hasText: "boost" }).waitFor();

    await page.getByRole("button", { name: "Health" }).click();
    await page.getByRole("button", { name: "Fix all" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByText("approval_policy").first().waitFor();
    expect(await home.read(configFile)).toBe(broken);
    expect(await page.content()).not.toContain(token);
    await dialog.getByRole("button", { name: "Fix all" }).click();
    await verdict(page).getByText("Nothing is wrong").waitFor();
    await verdict(page)
      .getByText(/Codex \d+\.\d+\.\d+ accepts the file/)
      .waitFor();
    expect(await home.read(configFile)).toBe(mended);
    expect(await accepts(home)).toBe(true);

    await page.getByRole("button", { name: "Undo" }).click();
    await verdict(page).getByText("2 problems found").waitFor();
    expect(await home.read(configFile)).toBe(broken);
  });

  test("has what was found at its lines, named for everyone and leading to the reason", async () => {
    const { page } = await start(broken);
    await page.getByLabel("State of Codex").getByText("model_provider is set 2 times").waitFor();
    await page.keyboard.press("Control+2");
    await page.getByRole("heading", { level: 1, name: "Config" }).waitFor();
    const list = page.getByRole("navigation", { name: "Found in this file" });
    const entry = list.getByRole("button", { name: "Line 2 model_provider is set 2 times" });
    await list.getByRole("button", { name: /^Line 3 approval_policy/ }).waitFor();
    const sign = page.locator('.cm-sign[title="model_provider is set 2 times"]');
    await sign.waitFor();
    const [at, beside] = [
      await sign.boundingBox(),
      await page.locator(".cm-line", { hasText: "codex-boost" }).boundingBox(),
    ];
    if (!at || !beside) throw new Error("sign and line are to be seen");
    expect(Math.abs(at.y + at.height / 2 - (beside.y + beside.height / 2))).toBeLessThan(4);
    expect(await accessibilityFaults(page)).toEqual([]);

    const card = page.getByRole("listitem", { name: "model_provider is set 2 times" });
    const hasFocus = () => card.evaluate((element) => element === document.activeElement);
    await entry.focus();
    await page.keyboard.press("Enter");
    await expect.poll(hasFocus).toBe(true);
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: "Config" }).waitFor();
    await sign.click();
    await expect.poll(hasFocus).toBe(true);
    expect(await accessibilityFaults(page)).toEqual([]);
  });

  test("is mended with the keyboard alone", async () => {
    const { home, page } = await start(broken);
    await page.getByLabel("State of Codex").getByText("model_provider is set 2 times").waitFor();
    await page.keyboard.press("Control+4");
    await verdict(page).getByText("2 problems found").waitFor();
    const fix = page.getByRole("button", { name: "Fix: model_provider is set 2 times" });
    for (let presses = 0; presses < 40; presses += 1) {
      if (await fix.evaluate((button) => button === document.activeElement)) break;
      await page.keyboard.press("Tab");
    }
    await page.keyboard.press("Enter");
    const dialog = page.getByRole("dialog", { name: "model_provider is set 2 times" });
    await expect
      .poll(() =>
        dialog
          .getByRole("button", { name: "Fix", exact: true })
          .evaluate((button) => button === document.activeElement && !button.ariaDisabled),
      )
      .toBe(true);
    await page.keyboard.press("Enter");
    await verdict(page).getByText("1 problem found").waitFor();
    expect(await home.read(configFile)).toContain("# model_provider =");
  });
});

test("a key in a start file is commented out only when it is asked for by itself, and undone", async () => {
  const profile = "alias l=ls\nexport OPENAI_API_KEY=sk-proj-sentinel1234567890\n";
  const { home, page } = await start(mended, { ".bashrc": profile });
  await page.getByRole("button", { name: "Health" }).click();
  const name = /^Fix: .*\.bashrc sets OPENAI_API_KEY/;
  await page.getByRole("button", { name }).waitFor();
  expect(await page.getByRole("button", { name: "Fix all" }).count()).toBe(0);
  await page.getByRole("button", { name }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByText("Outside the Codex home").waitFor();
  expect(await page.content()).not.toContain("sk-proj-sentinel");
  await dialog.getByRole("button", { name: "Fix", exact: true }).click();
  await verdict(page).getByText("Nothing is wrong").waitFor();
  expect(await home.read(".bashrc")).toContain(
    "\n# export OPENAI_API_KEY=sk-proj-sentinel1234567890\n",
  );
  await page.getByRole("button", { name: "Undo" }).click();
  await verdict(page).getByText("1 problem found").waitFor();
  expect(await home.read(".bashrc")).toBe(profile);
});
