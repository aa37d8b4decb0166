import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { type Sandbox, startSandbox } from "../sandbox/startSandbox.ts";
import { type DesktopSession, startDesktopSession } from "./rig/desktopSession.ts";
import { launchApp, type RunningApp } from "./rig/launchApp.ts";
import { signInWithToken } from "./rig/signInWithToken.ts";
import { createThrowAwayHome, type ThrowAwayHome } from "./rig/throwAwayHome.ts";

const configFile = ".codex/config.toml";
const table = (id: string, name: string) => `
[model_providers.${id}]
name = "${name}"
base_url = "https://codex.photonmark.example/v1"
experimental_bearer_token = "pmx-sentinel-0123456789"
`;
const config = `model_provider = "photonmark-codex-pay"
${table("photonmark-codex-pay", "PhotonMark Codex Pay")}${table("photonmark-codex-boost", "PhotonMark Codex Boost")}`;

let desktop: DesktopSession;
let sandbox: Sandbox;
const cleanUps: (() => unknown)[] = [];

beforeAll(async () => {
  sandbox = await startSandbox();
  desktop = await startDesktopSession();
});
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});
afterAll(async () => {
  await desktop?.stop();
  await sandbox?.stop();
});

async function open(home: ThrowAwayHome): Promise<{ app: RunningApp; page: Page }> {
  const env = { PHOTONMARK_DASHBOARD: sandbox.origin };
  const app = await launchApp({ desktop, home, path: "/usr/bin:/bin", env });
  cleanUps.push(() => app.close());
  const page = await app.firstWindow();
  await page.getByRole("heading", { level: 1 }).waitFor();
  return { app, page };
}

/** What has moved on the page since it was there; also right after a click, where browsers forgive it. */
function shiftsOn(page: Page): Promise<readonly string[]> {
  return page.evaluate(async () => {
    interface Shift extends PerformanceEntry {
      readonly value: number;
      readonly sources: readonly {
        node?: Node | null;
        previousRect: DOMRect;
        currentRect: DOMRect;
      }[];
    }
    const found: string[] = [];
    const take = (entries: PerformanceEntryList) => {
      for (const { value, sources } of entries as Shift[])
        for (const { node, previousRect: from, currentRect: to } of sources)
          found.push(
            `${value.toFixed(4)} ${node?.parentElement?.className}/${(node as Element)?.className ?? node?.nodeName} ` +
              `"${node?.textContent?.slice(0, 40)}" ${from.x},${from.y},${from.width}x${from.height} to ${to.x},${to.y},${to.width}x${to.height}`,
          );
    };
    const observer = new PerformanceObserver((list) => take(list.getEntries()));
    observer.observe({ type: "layout-shift", buffered: true });
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    take(observer.takeRecords());
    observer.disconnect();
    return found;
  });
}

async function walk(page: Page): Promise<void> {
  const names = ["Config", "Backups", "Health", "Settings", "Balances"];
  for (const name of [...names, ...names]) {
    await page
      .getByRole("navigation", { name: "Sections" })
      .getByRole("button", { name: new RegExp(`^${name}`) })
      .click();
    await page.getByRole("heading", { level: 1, name }).waitFor();
    await page.locator("[data-pending]").waitFor({ state: "detached" });
    await page.waitForLoadState("networkidle");
  }
}

describe("nothing jumps", () => {
  test("on start and from view to view, without an account", async () => {
    const home = await createThrowAwayHome({ [configFile]: config });
    cleanUps.push(() => home.remove());
    const { page } = await open(home);
    await walk(page);
    expect(await shiftsOn(page)).toEqual([]);
  });

  test("on start and from view to view, with the balances of an account", async () => {
    const home = await createThrowAwayHome({ [configFile]: config });
    cleanUps.push(() => home.remove());
    const { app, page } = await open(home);
    await signInWithToken(app, page, sandbox);
    await page
      .getByRole("button", { name: /30 days/ })
      .first()
      .waitFor();
    await app.close();

    const again = await open(home);
    await again.page
      .getByRole("button", { name: /30 days/ })
      .first()
      .waitFor();
    await walk(again.page);
    expect(await shiftsOn(again.page)).toEqual([]);
  });
});
