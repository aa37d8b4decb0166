import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import en from "../../app/i18n/locales/en/main.json" with { type: "json" };
import partsEn from "../../app/i18n/locales/en/parts.json" with { type: "json" };
import zhCN from "../../app/i18n/locales/zh-CN/main.json" with { type: "json" };
import partsZhCN from "../../app/i18n/locales/zh-CN/parts.json" with { type: "json" };
import { accessibilityFaults } from "./rig/accessibility.ts";
import { type DesktopSession, startDesktopSession } from "./rig/desktopSession.ts";
import { launchApp, type RunningApp } from "./rig/launchApp.ts";
import { layoutFaults, tabThrough } from "./rig/reached.ts";
import { createThrowAwayHome, type ThrowAwayHome } from "./rig/throwAwayHome.ts";

const configFile = ".codex/config.toml";
const views = ["Balances", "Config", "Backups", "Health", "Settings"] as const;

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

const table = (id: string, name: string) =>
  [
    `[model_providers.${id}]`,
    `name = "${name}"`,
    'base_url = "https://api.photonmark.example/v1"',
    'wire_api = "responses"',
    'experimental_bearer_token = "pmx-sentinel-0123456789"',
    "",
  ].join("\n");
const pay = ["photonmark-codex-pay", "PhotonMark Pay"] as const;
const boost = ["photonmark-codex-boost", "PhotonMark Boost"] as const;
const two = `model_provider = "${pay[0]}"\n\n${table(...pay)}\n${table(...boost)}`;

interface Started {
  readonly home: ThrowAwayHome;
  readonly app: RunningApp;
  readonly page: Page;
}

async function start(config: string, settings: object = {}): Promise<Started> {
  const files = { [configFile]: config, "user-data/settings.json": JSON.stringify(settings) };
  const home = await createThrowAwayHome(files);
  cleanUps.push(() => home.remove());
  return { home, ...(await open(home)) };
}

async function open(home: ThrowAwayHome): Promise<Omit<Started, "home">> {
  // Without a Codex there is nothing to wait for.
  const app = await launchApp({ desktop, home, path: "/usr/bin:/bin" });
  cleanUps.push(() => app.close());
  const page = await app.firstWindow();
  await page.getByRole("heading", { level: 1 }).waitFor();
  return { app, page };
}

/** Goes to a view by its number, as the keys do. */
async function goTo(page: Page, index: number): Promise<void> {
  await page.keyboard.press(index === 4 ? "Control+," : `Control+${index + 1}`);
  await page.locator('nav [aria-current="page"]').nth(0).waitFor();
  await page.locator("[data-pending]").waitFor({ state: "detached" });
  await page.getByRole("heading", { level: 1 }).waitFor();
}

const resize = (app: RunningApp, width: number, height: number) =>
  app.electron.evaluate(
    ({ BrowserWindow }, size) =>
      BrowserWindow.getAllWindows()[0]?.setContentSize(size.width, size.height),
    { width, height },
  );

describe("the window", () => {
  test("is used from start to end without a pointer", async () => {
    const { home, page } = await start(two);
    const reached = await tabThrough(page);
    // What other programs change can be put back from it.
    await expect.poll(() => home.backups()).toEqual([two]);
    for (const name of [
      "Config",
      "Settings",
      "Paste from clipboard",
      "Open file…",
      "More about PhotonMark Boost",
      "Activate PhotonMark Boost",
    ])
      expect(reached).toContain(name);

    await page.keyboard.press("Control+k");
    await page.getByRole("combobox", { name: "Commands" }).waitFor();
    await page.keyboard.type("activate boost");
    await page.keyboard.press("Enter");
    await expect.poll(() => home.read(configFile)).toBe(two.replace(pay[0], boost[0]));

    await page.keyboard.press("Control+z");
    const undo = page.getByRole("dialog", { name: "Undo the last change" });
    await undo.getByRole("button", { name: "Undo" }).and(page.locator(":focus")).waitFor();
    await undo.getByText("Codex will use PhotonMark Pay instead of PhotonMark Boost").waitFor();
    await page.keyboard.press("Enter");
    // Keys belong to the dialog for as long as it is there.
    await undo.waitFor({ state: "detached" });
    expect(await home.read(configFile)).toBe(two);

    await goTo(page, 1);
    const editor = page.getByRole("textbox", { name: /every secret masked/ });
    await editor.focus();
    await page.keyboard.press("Control+End");
    // An editor that only shows lets the tabulator through.
    await page.keyboard.press("Tab");
    await page.getByRole("button", { name: pay[0] }).and(page.locator(":focus")).waitFor();

    await goTo(page, 2);
    const rows = await tabThrough(page);
    expect(rows.filter((name) => name.startsWith("Restore the backup of"))).toHaveLength(3);
    expect(rows.filter((name) => name.startsWith("Show the backup of"))).toHaveLength(3);
  });

  test("holds together at 200 % in its smallest size, and keeps the size over a restart", async () => {
    const { home, app, page } = await start(two);
    await resize(app, 720, 520);
    for (let pressed = 0; pressed < 6; pressed += 1) await page.keyboard.press("Control+=");
    const ratio = () => page.evaluate(() => devicePixelRatio);
    await expect.poll(ratio).toBe(2);
    for (const [index] of views.entries()) {
      await goTo(page, index);
      expect(await layoutFaults(page)).toEqual([]);
    }
    await goTo(page, 0);
    await page.getByRole("button", { name: "Paste from clipboard" }).click();
    await page.getByRole("alert").waitFor();
    expect(await layoutFaults(page)).toEqual([]);
    await page.keyboard.press("Escape");

    // Also in Chinese, where words break elsewhere, and in a dialog, whose buttons stay in sight.
    await page.evaluate("window.photonmark.changeSettings({ settings: { language: 'zh-CN' } })");
    await page.locator(`section[aria-label="${zhCN.strip.label}"]`).waitFor();
    for (const key of ["Control+1", "Control+2", "Control+3", "Control+4", "Control+,"]) {
      await page.keyboard.press(key);
      await page.locator("[data-pending]").waitFor({ state: "detached" });
      expect(await layoutFaults(page)).toEqual([]);
    }
    await page.keyboard.press("Control+1");
    await page.getByRole("button", { name: `${boost[1]} 的更多操作` }).click();
    await page.getByRole("menuitem", { name: "预览…" }).click();
    const activate = page.getByRole("dialog").getByRole("button", { name: "启用" });
    await activate.waitFor();
    const { height } = await page.evaluate(() => ({ height: innerHeight }));
    const box = await activate.boundingBox();
    expect((box?.y ?? 0) + (box?.height ?? Number.NaN)).toBeLessThanOrEqual(height);
    await page.evaluate("window.photonmark.changeSettings({ settings: { language: 'en' } })");
    await app.close();

    const again = await open(home);
    await expect.poll(() => again.page.evaluate(() => devicePixelRatio)).toBe(2);
    await again.page.keyboard.press("Control+0");
    await expect.poll(() => again.page.evaluate(() => devicePixelRatio)).toBe(1);
  });

  test("has no English left in it when it speaks Chinese", async () => {
    const { page } = await start(two, { language: "zh-CN" });
    // Sentences and names of two words and more; single words may be names of things.
    const same = new Set(wordsIn([zhCN, partsZhCN]));
    const english = wordsIn([en, partsEn]).filter(
      (text) => /^[\w ,.'’-]+$/.test(text) && /\w+ \w+/.test(text) && !same.has(text),
    );
    expect(english.length).toBeGreaterThan(200);
    for (const [index] of views.entries()) {
      await goTo(page, index);
      // biome-ignore lint/performance/useDomNodeTextContent: only what is on screen
      const shown = await page.evaluate(() => document.body.innerText);
      const spoken = await page.evaluate(() =>
        [...document.querySelectorAll("[aria-label], [title]")]
          .map((it) => `${it.getAttribute("aria-label")} ${it.getAttribute("title")}`)
          .join("\n"),
      );
      const lines = `${shown}\n${spoken}`.split("\n");
      expect(english.filter((text) => lines.some((line) => line.trim() === text))).toEqual([]);
      expect(await layoutFaults(page)).toEqual([]);
    }
  });

  test("keeps 50 balances with long names apart, and the one at hand where it is", async () => {
    const ids = Array.from({ length: 50 }, (_, index) => [
      `photonmark-codex-pay-a-very-long-name-for-a-team-that-has-many-balances-${index + 1}`,
      `Balance ${index + 1} of the research and tools department`,
    ]) as [string, string][];
    const config = `model_provider = "${ids[0]?.[0]}"\n\n${ids.map((one) => table(...one)).join("\n")}`;
    const { home, app, page } = await start(config);
    await resize(app, 920, 640);
    const last = page.getByRole("article", { name: /^Balance 50 / });
    const end = last
      .getByTitle(ids[49]?.[0] ?? "")
      .locator("span")
      .last();
    await last.scrollIntoViewIfNeeded();
    expect(await end.textContent()).toMatch(/-50$/);
    const card = await last.boundingBox();
    const tail = await end.boundingBox();
    expect((tail?.x ?? 0) + (tail?.width ?? 0)).toBeLessThan((card?.x ?? 0) + (card?.width ?? 0));

    await last.getByRole("button", { name: /^Activate/ }).click();
    await last.getByText("In use").waitFor();
    expect(await home.read(configFile)).toContain(`model_provider = "${ids[49]?.[0]}"`);
    expect((await last.boundingBox())?.y).toBeCloseTo(card?.y ?? 0, 0);

    // Back at the front it is the first.
    await page.locator("main").evaluate((main) => main.scrollTo(0, 0));
    await expect
      .poll(() => page.getByRole("article").first().getAttribute("aria-label"))
      .toBe(ids[49]?.[1]);
    expect(await layoutFaults(page)).toEqual([]);
  });

  test("moves nothing for people who want no motion", async () => {
    const { page } = await start(two);
    await page.emulateMedia({ reducedMotion: "reduce" });
    await page.getByRole("button", { name: "Activate PhotonMark Boost" }).click();
    await page.getByRole("article", { name: "PhotonMark Boost" }).getByText("In use").waitFor();
    const moving = await page.evaluate(
      () =>
        document.getAnimations().filter((it) => Number(it.effect?.getTiming().duration) > 1).length,
    );
    expect(moving).toBe(0);
  });

  test("shows a file of 600 KB a few lines at a time, to its end", async () => {
    const projects = Array.from(
      { length: 12_000 },
      (_, index) => `[projects."/home/me/projects/project-${index}"]\ntrust_level = "trusted"\n`,
    ).join("\n");
    const { page } = await start(`${two}\n${projects}\n# the end\n`);
    await goTo(page, 1);
    const editor = page.getByRole("textbox", { name: /every secret masked/ });
    await editor.focus();
    await page.keyboard.press("Control+End");
    await editor.getByText("# the end").waitFor();
    expect(await editor.locator(".cm-line").count()).toBeLessThan(200);
    expect(await page.locator(".cm-lineNumbers").textContent()).toContain(
      String(two.split("\n").length + 36_000),
    );
  });
});

describe.each(["light", "dark"])("in the %s theme", (theme) => {
  test("axe has nothing against any view, dialog, menu or the palette", async () => {
    const { app, page } = await start(two, { theme });
    for (const [index] of views.entries()) {
      await goTo(page, index);
      expect(await accessibilityFaults(page)).toEqual([]);
    }
    await page.keyboard.press("Control+k");
    await page.getByRole("combobox").waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await page.getByRole("combobox").waitFor({ state: "detached" });

    await goTo(page, 0);
    await page.getByRole("button", { name: "More about PhotonMark Boost" }).click();
    await page.getByRole("menuitem", { name: "Preview…" }).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByRole("menuitem", { name: "Preview…" }).click();
    await page.getByRole("dialog").getByText("1 line changes").waitFor();
    await page.locator("[data-pending]").waitFor({ state: "detached" });
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.keyboard.press("Escape");

    const block = `model_provider = "photonmark-codex-link"\n\n${table("photonmark-codex-link", "Link")}`;
    await app.electron.evaluate(({ clipboard }, text) => clipboard.writeText(text), block);
    await page.getByRole("button", { name: "Paste from clipboard" }).click();
    await page
      .getByRole("dialog", { name: "Import a block" })
      .getByText("New", { exact: true })
      .waitFor();
    await page.locator("[data-pending]").waitFor({ state: "detached" });
    expect(await accessibilityFaults(page)).toEqual([]);
  });
});

/** Every text of a locale file. */
function wordsIn(tree: object): string[] {
  return Object.values(tree).flatMap((value) =>
    typeof value === "string" ? [value] : wordsIn(value as object),
  );
}
