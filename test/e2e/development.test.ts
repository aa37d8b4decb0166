import { cp, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { patience } from "../support/patience.ts";
import { type DesktopSession, startDesktopSession } from "./rig/desktopSession.ts";
import { type OwnedProcess, startProcess } from "./rig/ownedProcess.ts";
import { createThrowAwayHome, type ThrowAwayHome } from "./rig/throwAwayHome.ts";

const root = resolve(import.meta.dirname, "../..");
const program = process.env.PHOTONMARK_APP ?? "";
const electron = process.env.PHOTONMARK_ELECTRON ?? "";
/** It builds main and the libraries of the window first. */
const building = { timeout: patience(30_000), interval: 250 };
const rebuilding = { timeout: patience(30_000), interval: patience(1000) };

describe("npm run dev", () => {
  let desktop: DesktopSession;
  let home: ThrowAwayHome;
  let scratch: string;
  let dev: OwnedProcess;
  let port: number;

  beforeAll(async () => {
    desktop = await startDesktopSession();
    home = await createThrowAwayHome({ ".codex/config.toml": "# mine\n" });
    scratch = await mkdtemp(join(tmpdir(), "pm-dev-"));
    const parts = ["app", "main", "renderer", "build", "package.json", "package-lock.json"];
    for (const part of [...parts, "electron.vite.config.ts"])
      await cp(join(root, part), join(scratch, part), { recursive: true });
    await symlink(join(root, "node_modules"), join(scratch, "node_modules"));
    port = await freePort();
    dev = startProcess(
      process.execPath,
      [join(scratch, "build/dev.mjs"), `--remoteDebuggingPort=${port}`],
      {
        env: {
          PATH: process.env.PATH,
          ...home.env,
          ...desktop.env,
          // The one that the tests run with, so that none is looked for.
          ELECTRON_OVERRIDE_DIST_PATH: dirname(electron),
        },
        cwd: scratch,
      },
    );
  });
  afterAll(async () => {
    await dev?.stop(10_000);
    await desktop?.stop();
    await home?.remove();
    if (scratch) await rm(scratch, { recursive: true, force: true });
  });

  const edit = async (path: string, before: string, after: string) => {
    const text = await readFile(join(scratch, path), "utf8");
    expect(text).toContain(before);
    await writeFile(join(scratch, path), text.replace(before, after));
  };

  /** Connects to the window once there is one that has drawn its views. */
  async function openWindow(): Promise<{ browser: Browser; page: Page }> {
    return vi.waitFor(async () => {
      const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`);
      const page = browser.contexts()[0]?.pages()[0];
      if (page && (await page.locator("main").count()) > 0) return { browser, page };
      await browser.close();
      throw new Error(`no window yet:\n${dev.stderr()}`);
    }, building);
  }

  test("shows a change of the window at once, and starts the app anew for one of the main process", async () => {
    const first = await openWindow();
    expect(first.page.url()).toBe("app://bundle/index.html");
    await first.page.evaluate(() => document.documentElement.setAttribute("data-kept", ""));

    await edit("renderer/App.tsx", '<div className="frame">', '<div className="frame changed">');
    await vi.waitFor(async () => {
      if ((await first.page.locator(".frame.changed").count()) > 0) return;
      // A change is not seen before the folders are watched, and nothing tells when they are.
      await edit("renderer/App.tsx", "export function", "export function");
      throw new Error(`no change in the window yet:\n${dev.stdout()}${dev.stderr()}`);
    }, rebuilding);
    expect(await first.page.locator("html[data-kept]").count()).toBe(1);

    const ended = new Promise((resolve) => first.browser.once("disconnected", resolve));
    await edit("main/desktop.ts", 'title: translations.t("app.name")', 'title: "Changed"');
    await ended;
    const second = await openWindow();
    expect(await second.page.locator(".frame.changed").count()).toBe(1);
    expect(await second.page.locator("html[data-kept]").count()).toBe(0);
    await second.browser.close();
  });
});

test("a packaged app knows no way to a server of pages", async () => {
  const archive = await readFile(join(dirname(program), "resources", "app.asar"), "latin1");
  expect(archive).toContain("app://bundle");
  expect(archive).not.toContain("ELECTRON_RENDERER_URL");
});

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}
