import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Sandbox, startSandbox } from "../sandbox/startSandbox.ts";
import { type DesktopSession, startDesktopSession } from "./rig/desktopSession.ts";
import { launchApp, type RunningApp } from "./rig/launchApp.ts";
import { lookAt } from "./rig/lookAt.ts";
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
${table("photonmark-codex-pay", "PhotonMark Codex Pay")}`;

let desktop: DesktopSession;
let sandbox: Sandbox;
let home: ThrowAwayHome;
const cleanUps: (() => unknown)[] = [];

beforeAll(async () => {
  desktop = await startDesktopSession();
});
// Each has an address of its own, so that no test finds the session of another in the keychain.
beforeEach(async () => {
  sandbox = await startSandbox();
  cleanUps.push(() => sandbox.stop());
  home = await createThrowAwayHome({ [configFile]: config });
  cleanUps.push(() => home.remove());
});
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});
afterAll(async () => {
  await desktop?.stop();
});

async function open(): Promise<{ app: RunningApp; page: Page }> {
  const env = { PHOTONMARK_DASHBOARD: sandbox.origin };
  const app = await launchApp({ desktop, home, path: "/usr/bin:/bin", env });
  cleanUps.push(() => app.close());
  const page = await app.firstWindow();
  await page.getByRole("heading", { level: 1, name: "Balances" }).waitFor();
  return { app, page };
}

const breakService = (fault: object) =>
  sandbox.admin("POST", "/faults", { target: "balances", ...fault });
const mendService = () => sandbox.admin("DELETE", "/faults");
const refresh = (page: Page) => page.getByRole("button", { name: "Refresh balances" }).click();
const card = (page: Page, name: string) => page.getByRole("article", { name, exact: true });

describe("the balances have nothing to object to, in both themes and languages", () => {
  test("while nothing is known of them: signed out, failed, and still loading", async () => {
    const first = await open();
    await first.page.getByRole("button", { name: "Sign in", exact: true }).first().waitFor();
    const faults = await lookAt(first.page, "signed out");
    await breakService({ kind: "status", status: 500 });
    await signInWithToken(first.app, first.page, sandbox);
    await first.page.getByRole("alert").waitFor();
    faults.push(...(await lookAt(first.page, "failed")));
    await first.app.close();

    await mendService();
    await breakService({ kind: "hang" });
    const second = await open();
    await second.page.getByText("Loading balances").waitFor();
    faults.push(...(await lookAt(second.page, "loading")));
    expect(faults).toEqual([]);
  });

  test("with one of each kind, its menu, its usage and its blocks", async () => {
    const { app, page } = await open();
    await signInWithToken(app, page, sandbox);
    await page
      .getByRole("button", { name: /^Usage of/ })
      .first()
      .waitFor();
    const faults = await lookAt(page, "balances");

    await page
      .getByRole("button", { name: "More about PhotonMark Codex Boost", exact: true })
      .click();
    await page.getByRole("menuitem", { name: "Copy block" }).waitFor();
    faults.push(...(await lookAt(page, "menu")));
    await page.keyboard.press("Escape");

    const usage = page.getByRole("button", { name: /^Usage of PhotonMark Codex Pay:/ });
    await usage.click();
    await page.getByRole("slider").press("ArrowLeft");
    faults.push(...(await lookAt(page, "usage")));
    await page.keyboard.press("Escape");
    await usage.and(page.locator(":focus")).waitFor();

    await page.getByRole("button", { name: "Add PhotonMark Codex Boost to config" }).click();
    await page.getByRole("dialog").getByText("New", { exact: true }).waitFor();
    faults.push(...(await lookAt(page, "add")));
    await page.keyboard.press("Escape");

    await page.getByRole("button", { name: "Update PhotonMark Codex Pay" }).click();
    await page
      .getByRole("dialog")
      .getByText(/was renewed/)
      .waitFor();
    faults.push(...(await lookAt(page, "update")));
    expect(faults).toEqual([]);
  });

  test("when the one in use is spent or over, the service is away, and the session has ended", async () => {
    const { app, page } = await open();
    await signInWithToken(app, page, sandbox);
    await card(page, "PhotonMark Codex Pay").getByText("$38.42").waitFor();
    await sandbox.admin("PATCH", "/balances/photonmark-codex-pay", { remaining: 0 });
    await refresh(page);
    await card(page, "PhotonMark Codex Pay").getByText("$0.00").waitFor();
    const strip = page.getByRole("region", { name: "State of Codex" });
    await strip.getByText(/^Empty/).waitFor();
    const faults = await lookAt(page, "spent");

    await sandbox.admin("POST", "/balances/photonmark-codex-pay/expire");
    await refresh(page);
    await strip.getByText("Expired", { exact: true }).waitFor();
    faults.push(...(await lookAt(page, "over")));

    await breakService({ kind: "reset" });
    await refresh(page);
    await page
      .getByText(/These numbers are from|minutes? ago|min\. ago/)
      .first()
      .waitFor();
    faults.push(...(await lookAt(page, "offline")));

    await mendService();
    await sandbox.admin("DELETE", "/sessions", {});
    await refresh(page);
    await page.getByRole("heading", { name: "Your session has ended" }).waitFor();
    faults.push(...(await lookAt(page, "session ended")));
    expect(faults).toEqual([]);
  });

  test("with none, and with fifty in the order of their use", async () => {
    const { app, page } = await open();
    const { balances } = (await sandbox.admin("GET", "/balances")) as {
      balances: readonly { providerId: string }[];
    };
    for (const { providerId } of balances) await sandbox.admin("DELETE", `/balances/${providerId}`);
    await signInWithToken(app, page, sandbox);
    await page.getByText("This account has no balances yet").waitFor();
    const faults = await lookAt(page, "none");

    for (let count = 1; count <= 50; count += 1)
      await sandbox.admin("POST", "/balances", {
        service: "boost",
        granted: 1_000_000 + count,
        // The later ones end sooner.
        days: 60 - count,
      });
    await refresh(page);
    await expect.poll(() => page.getByRole("article").count()).toBeGreaterThanOrEqual(50);
    const ends = await page.getByText(/^\d+ days? left/i).allTextContents();
    const days = ends.map((text) => Number.parseInt(text, 10)).slice(-50);
    expect(days).toEqual(days.toSorted((a, b) => a - b));
    faults.push(...(await lookAt(page, "fifty")));
    expect(faults).toEqual([]);
  });
});
