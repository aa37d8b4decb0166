import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { type Sandbox, startSandbox } from "../sandbox/startSandbox.ts";
import { type DesktopSession, startDesktopSession } from "./rig/desktopSession.ts";
import { launchApp } from "./rig/launchApp.ts";
import { startProcess } from "./rig/ownedProcess.ts";
import { codexProgram } from "./rig/runCodex.ts";
import { createThrowAwayHome, type ThrowAwayHome } from "./rig/throwAwayHome.ts";

let desktop: DesktopSession;
let sandbox: Sandbox;
let key = "";
const cleanUps: (() => unknown)[] = [];

beforeAll(async () => {
  sandbox = await startSandbox();
  const { balances } = (await sandbox.admin("GET", "/balances")) as {
    balances: readonly { service: string; proxyToken: string }[];
  };
  key = balances.find(({ service }) => service === "pay")?.proxyToken ?? "";
  desktop = await startDesktopSession();
});
afterEach(async () => {
  await sandbox.admin("DELETE", "/faults");
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});
afterAll(async () => {
  await desktop?.stop();
  await sandbox?.stop();
});

async function homeWith(baseUrl: string): Promise<ThrowAwayHome> {
  const config = `model_provider = "photonmark-codex-pay"

[model_providers.photonmark-codex-pay]
name = "PhotonMark Pay"
base_url = "${baseUrl}"
experimental_bearer_token = "${key}"
`;
  const home = await createThrowAwayHome({ ".codex/config.toml": config });
  cleanUps.push(() => home.remove());
  return home;
}

async function open(baseUrl: string): Promise<{ page: Page; home: ThrowAwayHome }> {
  const home = await homeWith(baseUrl);
  const path = `${join(codexProgram(), "..")}:${process.env.PATH}`;
  const app = await launchApp({ desktop, home, path });
  cleanUps.push(() => app.close());
  return { page: await app.firstWindow(), home };
}

describe("the live check in the window", () => {
  test("tells every answer of the provider in words, and forgets it when the file changes", async () => {
    const { page, home } = await open(`${sandbox.origin}/pay/v1`);
    const strip = page.getByRole("region", { name: "State of Codex" });
    await strip.getByText("Codex accepts this file").waitFor();
    await strip.getByRole("button", { name: "Check key" }).click();
    await strip.getByText(/^Key works · \d+ ms$/).waitFor();
    const answers = [
      [{ kind: "status", status: 401 }, "Key refused"],
      [{ kind: "status", status: 402 }, "No money left"],
      [{ kind: "status", status: 429 }, "Asked to slow down"],
      [{ kind: "status", status: 500 }, "Provider in trouble"],
      [{ kind: "notJson" }, "Not a provider"],
      [{ kind: "reset" }, "Not reachable"],
    ] as const;
    for (const [fault, words] of answers) {
      await sandbox.admin("DELETE", "/faults");
      await sandbox.admin("POST", "/faults", { target: "models", ...fault });
      await strip.getByRole("button", { name: "Check again" }).click();
      await strip.getByText(words, { exact: true }).waitFor();
    }
    expect(JSON.stringify(await page.evaluate("window.photonmark.getState()"))).not.toContain(key);
    await home.write(".codex/config.toml", `${await home.read(".codex/config.toml")}# mine\n`);
    await strip.getByText("Codex accepts this file").waitFor();
  });

  test("knows an address that lacks its /v1", async () => {
    const { page } = await open(`${sandbox.origin}/pay`);
    await page.getByRole("button", { name: "Check key" }).click();
    await page.getByText("base_url lacks /v1").waitFor();
  });

  test("is in the menu of a provider", async () => {
    const { page } = await open(`${sandbox.origin}/pay/v1`);
    await page.getByRole("button", { name: "More about PhotonMark Pay" }).click();
    await page.getByRole("menuitem", { name: "Check the key" }).click();
    await page.getByText("PhotonMark Pay: Key works").waitFor();
  });
});

describe("the live check in the terminal", () => {
  async function check(home: ThrowAwayHome, ...args: string[]) {
    const cli = join(import.meta.dirname, "../../out/main/cli.cjs");
    const env = { PATH: process.env.PATH, LANG: "C.UTF-8", ...home.env };
    const owned = startProcess(process.execPath, [cli, "check", ...args], { env, cwd: home.path });
    const { code } = await owned.ended;
    expect(owned.stdout() + owned.stderr()).not.toContain(key);
    return { code, stdout: owned.stdout(), stderr: owned.stderr() };
  }

  test("says what it found, and by its exit code whether that is good", async () => {
    const home = await homeWith(`${sandbox.origin}/pay/v1`);
    const good = await check(home);
    expect(good.stdout).toMatch(/^photonmark-codex-pay: The provider takes your key \(\d+ ms\)\./);
    expect(good.code).toBe(0);
    await sandbox.admin("POST", "/faults", { target: "models", kind: "status", status: 401 });
    const bad = await check(home, "photonmark-codex-pay", "--json");
    expect(JSON.parse(bad.stdout)).toMatchObject({ verdict: "keyRefused", status: 401 });
    expect(bad.code).toBe(1);
    expect(await check(home, "nobody")).toMatchObject({
      code: 1,
      stderr: expect.stringContaining("PROVIDER_NOT_FOUND"),
    });
  });
});
