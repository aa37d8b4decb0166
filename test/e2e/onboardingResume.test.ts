import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { type Sandbox, startSandbox } from "../sandbox/startSandbox.ts";
import { patience } from "../support/patience.ts";
import { captureProcessTree } from "./rig/capturedTree.ts";
import { type DesktopSession, startDesktopSession } from "./rig/desktopSession.ts";
import {
  blockFrom,
  quietConfig,
  runCodexIn,
  startWizard,
  type Wizard,
  wizardOf,
} from "./rig/onboardingRig.ts";
import { codexProgram } from "./rig/runCodex.ts";
import { spawnApp } from "./rig/spawnApp.ts";
import { startSystemBrowser } from "./rig/systemBrowser.ts";
import { createThrowAwayHome, type ThrowAwayHome } from "./rig/throwAwayHome.ts";
import { startTrayHost, type TrayHost } from "./rig/trayHost.ts";

const configFile = ".codex/config.toml";

let desktop: DesktopSession;
let trayHost: TrayHost;
let sandbox: Sandbox;
let pay: string;
/** A file with two providers, Pay in use. */
let both: string;
const cleanUps: (() => unknown)[] = [];

beforeAll(async () => {
  sandbox = await startSandbox();
  pay = await blockFrom(sandbox);
  const boost = await blockFrom(sandbox, "photonmark-codex-boost");
  both = `${pay}\n${boost.slice(boost.indexOf("[model_providers"))}`;
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

async function newcomer(config?: string): Promise<ThrowAwayHome> {
  const files = config === undefined ? {} : { [configFile]: config };
  const home = await createThrowAwayHome(files, { isFirstRun: true });
  cleanUps.push(() => home.remove());
  return home;
}

async function start(
  home: ThrowAwayHome,
  given: { env?: Record<string, string>; path?: string } = {},
): Promise<Wizard> {
  const wizard = await startWizard({ desktop, home, ...given });
  cleanUps.push(() => wizard.app.close());
  return wizard;
}

/** Ends the program as a power cut would. */
async function crash({ app }: Wizard): Promise<void> {
  const tree = captureProcessTree(app.pid);
  process.kill(app.pid, "SIGKILL");
  tree.forceEnd();
  await app.close();
}

const review = /^Let Codex use /;
/** Boost wants a login of one's own besides, which is another story. */
const last = /^(Codex is ready|The service answers)$/;

async function chooseBoost({ press, page, heading }: Wizard): Promise<void> {
  await press(/^Choose from the file/);
  await heading("Which provider shall Codex use?");
  await page.getByRole("radio", { name: /photonmark-codex-boost/ }).check();
}

async function bringBlock({ copy, press, heading }: Wizard): Promise<void> {
  await heading("Your Codex today");
  await copy(pay);
  await press("Paste from clipboard");
  await heading("Found in what you brought");
}

describe("setting up that was broken off", () => {
  test("goes on at the step where the program was killed", async () => {
    const home = await newcomer(both);
    let wizard = await start(home);
    await wizard.press(/^Choose from the file/);
    await wizard.heading("Which provider shall Codex use?");
    await crash(wizard);

    wizard = await start(home);
    await wizard.heading("Which provider shall Codex use?");
    await wizard.page.getByRole("radio", { name: /photonmark-codex-boost/ }).check();
    await wizard.press("Continue");
    await wizard.heading(review);
    await crash(wizard);

    wizard = await start(home);
    await wizard.heading("Let Codex use PhotonMark Codex Boost");
    expect(await home.read(configFile)).toBe(both);
    await wizard.press("Activate");
    await wizard.heading(last);
    await crash(wizard);

    wizard = await start(home);
    await wizard.heading(last);
    expect(await home.read(configFile)).toContain('model_provider = "photonmark-codex-boost"');
    await wizard.press("Done");
    await wizard.page.getByRole("heading", { level: 1, name: "Balances" }).waitFor();
  });

  test("keeps a pasted block as long as the program runs, and asks for it again after that", async () => {
    const home = await newcomer(quietConfig);
    const wizard = await start(home);
    await bringBlock(wizard);
    await wizard.press("Continue");
    await wizard.heading(review);
    await wizard.page.close();
    const opened = wizard.app.electron.waitForEvent("window", { timeout: patience() });
    const path = `${codexProgram().replace(/\/[^/]+$/, "")}:${process.env.PATH}`;
    expect((await spawnApp({ desktop, home, path }).ended).code).toBe(0);
    const again = wizardOf(wizard.app, await opened);
    await again.heading(review);
    await again.app.close();

    const record = JSON.parse(await home.read("user-data/onboarding.json"));
    expect(record).toEqual({
      status: "open",
      step: "repair",
      way: "block",
      providerId: "photonmark-codex-pay",
    });
    const later = await start(home);
    await later.heading("Your Codex today");
    await later.page.getByText(/It holds a key, so it was not kept on disk/).waitFor();
    expect(await home.read(configFile)).toBe(quietConfig);
  });

  test("finds the balance that was chosen, once the account is there again", async () => {
    const home = await newcomer(quietConfig);
    const browser = await startSystemBrowser(home);
    cleanUps.push(() => browser.close());
    const given = {
      env: { PHOTONMARK_DASHBOARD: sandbox.origin },
      path: `${browser.binFolder}:${codexProgram().replace(/\/[^/]+$/, "")}:${process.env.PATH}`,
    };
    const wizard = await start(home, given);
    await wizard.press("Sign in");
    const signInPage = await browser.openedPage();
    await signInPage.getByLabel("E-mail").fill(sandbox.demoAccount.email);
    await signInPage.getByLabel("Password").fill(sandbox.demoAccount.password);
    await signInPage.getByRole("button", { name: "Sign in" }).click();
    await wizard.page
      .getByRole("radio", { name: /photonmark-codex-boost/ })
      .first()
      .check();
    await wizard.press("Continue");
    await wizard.heading("Let Codex use PhotonMark Codex Boost");
    await wizard.app.close();
    const again = await start(home, given);
    await again.heading("Let Codex use PhotonMark Codex Boost");
    await again.press("Back");
    await again.heading("Which balance shall Codex use?");
    const chosen = again.page.getByRole("radio", { checked: true });
    expect(await chosen.getAttribute("aria-label")).toContain("photonmark-codex-boost");
  });

  test("does not go on with what is no longer true", async () => {
    const home = await newcomer(both);
    const wizard = await start(home);
    await chooseBoost(wizard);
    await wizard.press("Continue");
    await wizard.heading(review);
    await wizard.app.close();
    await home.write(configFile, pay);
    const again = await start(home);
    await again.heading("Which provider shall Codex use?");
    await again.app.close();
    await home.write(configFile, `model_provider = "photonmark-codex-boost"\n${both}`);
    const faulty = await start(home);
    await faulty.heading("What is wrong with your file");
    await faulty.app.close();
    await home.write(configFile, both);
    const mended = await start(home);
    await mended.heading(review);
  });

  test("is put off for as long as its user likes, and is there when they come back", async () => {
    const home = await newcomer();
    const wizard = await start(home);
    await bringBlock(wizard);
    await wizard.press("Set up later");
    await wizard.page.getByText("Codex has no balance yet").waitFor();
    await wizard.press("Continue setting up");
    await wizard.heading("Found in what you brought");
    await wizard.press("Set up later");
    await wizard.app.close();
    const again = await start(home);
    await again.page.getByText("Codex has no balance yet").waitFor();
    await again.press("Settings");
    await again.press("Continue setting up");
    await again.heading("Your Codex today");
  });

  test("can be gone through again once it is done", async () => {
    const home = await newcomer(both);
    const wizard = await start(home);
    await wizard.press("Check that it works");
    await wizard.press("Done");
    await wizard.press("Settings");
    await wizard.press("Set up again");
    await wizard.heading("Your Codex today");
    await chooseBoost(wizard);
    await wizard.press("Continue");
    await wizard.press("Activate");
    await wizard.heading(last);
  });
});

describe("every step leads back", () => {
  test("as far as the start, with what was chosen still chosen, and Undo after the change", async () => {
    const home = await newcomer(both);
    const wizard = await start(home);
    const { press, heading, page } = wizard;
    await chooseBoost(wizard);
    await press("Continue");
    await heading(review);
    await press("Back");
    await heading("Which provider shall Codex use?");
    const chosen = page.getByRole("radio", { checked: true });
    expect(await chosen.getAttribute("aria-label")).toContain("photonmark-codex-boost");
    await press("Back");
    await heading("Your Codex today");
    await chooseBoost(wizard);
    await press("Continue");
    await press("Activate");
    await heading(last);
    await press("Undo the change");
    await heading(review);
    expect(await home.read(configFile)).toBe(both);
    await press("Activate");
    await heading(last);
    const codex = await runCodexIn(home);
    expect(codex, codex.stderr).toMatchObject({ code: 0 });
  });
});
