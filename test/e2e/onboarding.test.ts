import { existsSync } from "node:fs";
import { rm } from "node:fs/promises";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { bashInstaller } from "../sandbox/blocks/bashInstaller.ts";
import type { Balance } from "../sandbox/sandboxState.ts";
import { type Sandbox, startSandbox } from "../sandbox/startSandbox.ts";
import { patience } from "../support/patience.ts";
import { createClickCounter } from "./rig/clickCounter.ts";
import { type DesktopSession, startDesktopSession } from "./rig/desktopSession.ts";
import {
  blockFrom,
  quietConfig,
  runCodexIn,
  startCodexIn,
  startWizard,
  type Wizard,
} from "./rig/onboardingRig.ts";
import { startSystemBrowser } from "./rig/systemBrowser.ts";
import { createThrowAwayHome, type ThrowAwayHome } from "./rig/throwAwayHome.ts";
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

/** The whole point of it: the real Codex answers, with this provider. */
async function expectCodexWorks(home: ThrowAwayHome, providerId = "photonmark-codex-pay") {
  expect(await home.read(configFile)).toContain(`model_provider = "${providerId}"`);
  const codex = await runCodexIn(home);
  expect(codex, codex.stderr).toMatchObject({ code: 0 });
  const { turns } = (await sandbox.admin("GET", "/turns")) as { turns: { providerId: string }[] };
  expect(turns.at(-1)?.providerId).toBe(providerId);
}

describe("a newcomer", () => {
  test("with a pasted block and no config.toml needs at most 4 clicks to a working Codex", async () => {
    const home = await newcomer();
    const wizard = await start(home);
    const { press, heading, page, copy } = wizard;
    const clicks = createClickCounter();
    await clicks.watch(page);
    await heading("Your Codex today");
    await page.getByText("There is no config.toml yet").waitFor();
    await copy(block);

    await press("Paste from clipboard");
    await heading("Found in what you brought");
    await press("Continue");
    await heading(/^Let Codex use /);
    await press("Activate");
    await heading("Codex is ready");
    await expectCodexWorks(home);
    expect(clicks.count()).toBeGreaterThan(0);
    expect(clicks.count()).toBeLessThanOrEqual(4);

    await press("Done");
    await page
      .getByRole("region", { name: "State of Codex" })
      .getByText("Codex accepts this file")
      .waitFor();
    await wizard.app.close();
    const again = await start(home);
    await again.page.getByRole("region", { name: "State of Codex" }).waitFor();
  });

  test("with an account needs at most 5, the browser's own included", async () => {
    const home = await newcomer(quietConfig);
    const browser = await startSystemBrowser(home);
    cleanUps.push(() => browser.close());
    const wizard = await start(home, {
      env: { PHOTONMARK_DASHBOARD: sandbox.origin },
      path: `${browser.binFolder}:${process.env.PATH}:${pathOfCodex()}`,
    });
    const { press, heading, page } = wizard;
    const clicks = createClickCounter();
    await clicks.watch(page);

    await press("Sign in");
    const signInPage = await browser.openedPage();
    await clicks.watch(signInPage);
    // Typed into, as the cursor stands there already or comes there with the tabulator.
    await signInPage.getByLabel("E-mail").fill(sandbox.demoAccount.email);
    await signInPage.getByLabel("Password").fill(sandbox.demoAccount.password);
    await signInPage.getByRole("button", { name: "Sign in" }).click();
    await signInPage.waitForURL(/127\.0\.0\.1:\d+\/callback/);
    await heading("Which balance shall Codex use?");
    const chosen = await page
      .getByRole("radio", { checked: true })
      .evaluate((radio) => radio.closest("label")?.textContent);
    await press("Continue");
    await press("Activate");
    await heading("Codex is ready");
    const config = await home.read(configFile);
    const providerId = /^model_provider = "(.+)"$/m.exec(config)?.[1] ?? "";
    expect(chosen).toContain(providerId);
    expect(config.replace(/^model.*\n/gm, "").startsWith(quietConfig)).toBe(true);
    await expectCodexWorks(home, providerId);
    expect(clicks.count()).toBeGreaterThan(0);
    expect(clicks.count()).toBeLessThanOrEqual(5);
  });
});

function pathOfCodex(): string {
  return process.env.PHOTONMARK_CODEX?.replace(/\/[^/]+$/, "") ?? "";
}

describe("each way in", () => {
  const finish = async ({ press, heading }: Wizard) => {
    await heading("Found in what you brought");
    await press("Continue");
    await press("Activate");
    await heading("Codex is ready");
  };

  test("a file that is opened", async () => {
    const home = await newcomer();
    await home.write("block.toml", block);
    const wizard = await start(home);
    await wizard.app.electron.evaluate(({ dialog }, path) => {
      dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [path] });
    }, home.file("block.toml"));
    await wizard.press("Open file…");
    await finish(wizard);
    await expectCodexWorks(home);
  });

  test("an installer script that is dropped, which is read and not run", async () => {
    const home = await newcomer();
    const { balances } = (await sandbox.admin("GET", "/balances")) as { balances: Balance[] };
    const balance = balances.find(({ providerId }) => providerId === "photonmark-codex-pay");
    await home.write("install.sh", bashInstaller(balance as Balance, sandbox.origin));
    const wizard = await start(home);
    const { page } = wizard;
    await wizard.heading("Your Codex today");
    await page.evaluate(() => {
      const input = Object.assign(document.createElement("input"), { type: "file", id: "chosen" });
      document.body.append(input);
    });
    // A file chosen in an input has a path, as one dragged from the desktop has.
    await page.locator("#chosen").setInputFiles(home.file("install.sh"));
    await page.evaluate(() => {
      const input = document.querySelector<HTMLInputElement>("#chosen");
      const dataTransfer = new DataTransfer();
      for (const file of input?.files ?? []) dataTransfer.items.add(file);
      input?.remove();
      for (const type of ["dragenter", "dragover", "drop"])
        document.body.dispatchEvent(
          new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }),
        );
    });
    await page.getByText("Read from an installer script, which was not run.").waitFor();
    await finish(wizard);
    await expectCodexWorks(home);
  });

  test("the dashboard's own window, of a service that offers nothing else", async () => {
    const bare = await startSandbox({ desktopApi: false });
    cleanUps.push(() => bare.stop());
    const home = await newcomer(quietConfig);
    const wizard = await start(home, { env: { PHOTONMARK_DASHBOARD: bare.origin } });
    const opened = wizard.app.electron.waitForEvent("window", { timeout: patience() });
    await wizard.press("Open dashboard");
    const pages = await opened;
    await wizard.page.getByText("Waiting for the dashboard").waitFor();
    await pages.getByLabel("E-mail").fill(bare.demoAccount.email);
    await pages.getByLabel("Password").fill(bare.demoAccount.password);
    await pages.getByRole("button", { name: "Sign in" }).click();
    await wizard.page
      .getByRole("radio", { name: /photonmark-codex-pay\b/ })
      .first()
      .check();
    await wizard.press("Continue");
    await wizard.press("Activate");
    await wizard.heading("Codex is ready");
    const codex = await runCodexIn(home);
    expect(codex, codex.stderr).toMatchObject({ code: 0 });
  });

  test("what the file has already", async () => {
    const boost = await blockFrom(sandbox, "photonmark-codex-boost");
    const table = boost.slice(boost.indexOf("[model_providers"));
    const home = await newcomer(`${block}\n${table}`);
    const { press, heading, page } = await start(home);
    await page.getByText(/^Codex uses .* and accepts this file\.$/).waitFor();
    await press(/^Choose from the file/);
    await page.getByRole("radio", { name: /photonmark-codex-boost/ }).check();
    await press("Continue");
    await page.getByText("1 line changes.").waitFor();
    await press("Activate");
    await heading("The service answers");
    // Boost goes with an account of one's own, which the last step does not pass over.
    await page.getByText(/asks for your ChatGPT login, and Codex has none$/).waitFor();
    await expectCodexWorks(home, "photonmark-codex-boost");
  });

  test("a Codex that is set up already is one click from the proof", async () => {
    const home = await newcomer(block);
    const { press, heading, page } = await start(home);
    await press("Check that it works");
    await heading("Codex is ready");
    await page.getByText("Nothing has been changed so far.").waitFor();
    expect(await home.read(configFile)).toBe(block);
  });
});

describe("what does not go well", () => {
  test("a clipboard with something else on it says so and takes the next", async () => {
    const home = await newcomer(quietConfig);
    const { press, heading, page, copy } = await start(home);
    await copy("the wrong thing");
    await press("Paste from clipboard");
    await page.getByRole("alert").getByText("BLOCK_NOT_FOUND").waitFor();
    expect(await home.read(configFile)).toBe(quietConfig);
    await copy(block);
    await press("Paste from clipboard");
    await heading("Found in what you brought");
  });

  test("a file that names two providers is shown as the fault it is, and repaired by the change", async () => {
    const boost = await blockFrom(sandbox, "photonmark-codex-boost");
    const [, table = ""] = boost.split(/(?=\[model_providers)/);
    const home = await newcomer(`model_provider = "photonmark-codex-boost"\n${block}\n${table}`);
    expect(await runCodexIn(home)).toMatchObject({ code: 1 });
    const { press, heading, page } = await start(home);
    await page
      .getByText("Codex cannot start with this file: model_provider is set 2 times.")
      .waitFor();
    await press(/^Choose from the file/);
    await page.getByRole("radio", { name: /photonmark-codex-pay/ }).check();
    await press("Continue");
    await heading("What is wrong with your file");
    await page.getByText("The next step puts this right").waitFor();
    await press("Continue");
    await press("Activate");
    await heading("Codex is ready");
    await expectCodexWorks(home);
  });

  test("a file that nobody can read waits for its repair and goes on by itself", async () => {
    const home = await newcomer(`${quietConfig}approval_policy = "never\n`);
    const { press, heading, page, copy, button } = await start(home);
    await copy(block);
    await press("Paste from clipboard");
    await press("Continue");
    await heading("What is wrong with your file");
    await page.getByText("This has to be put right first").waitFor();
    expect(await button("Continue").getAttribute("aria-disabled")).toBe("true");
    await home.write(configFile, quietConfig);
    await heading(/^Let Codex use /);
    await press("Activate");
    await heading("Codex is ready");
    await expectCodexWorks(home);
  });

  test("a file that nobody can read is put right by the doctor, after a look at it", async () => {
    const broken = `${quietConfig}approval_policy = "never\n`;
    const home = await newcomer(broken);
    const { press, heading, page, copy } = await start(home);
    await page.getByText("Codex cannot start with this file: Line 7 is not valid TOML.").waitFor();
    await copy(block);
    await press("Paste from clipboard");
    await press("Continue");
    await heading("What is wrong with your file");
    await press("Fix: Line 7 is not valid TOML");
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("button", { name: "Fix", exact: true }).waitFor();
    expect(await home.read(configFile)).toBe(broken);
    await dialog.getByRole("button", { name: "Fix", exact: true }).click();
    await heading(/^Let Codex use /);
    await press("Activate");
    await heading("Codex is ready");
    await expectCodexWorks(home);
  });

  test("a Codex that works with the provider before is named before the check", async () => {
    const boost = await blockFrom(sandbox, "photonmark-codex-boost");
    const [, table = ""] = boost.split(/(?=\[model_providers)/);
    const home = await newcomer(
      `${block}\n${table}\n${quietConfig}`.replace(/(^[\s\S]*?)(# mine\n.*\n)/, "$2$1"),
    );
    // Codex asks, and waits: a turn that is running.
    await sandbox.admin("POST", "/faults", { target: "responses", kind: "hang" });
    const turn = startCodexIn(home);
    cleanUps.push(() => turn.stop(500));
    cleanUps.push(() => sandbox.admin("DELETE", "/faults"));
    await expect.poll(() => existsSync(home.file(".codex/sessions"))).toBe(true);
    const { press, heading, page } = await start(home);
    await press(/^Choose from the file/);
    await page.getByRole("radio", { name: /photonmark-codex-boost/ }).check();
    await press("Continue");
    await press("Activate");
    await heading("Restart Codex");
    await page.getByText("Single task").waitFor();
    await page.getByText(/^Still uses /).waitFor();
    await press("Continue");
    await heading(/^(Codex is ready|The service answers)$/);
    await press("Back");
    await heading("Restart Codex");
    await turn.stop(500);
    await page.getByText(/^No Codex is running here\./).waitFor();
  });

  test("without a Codex the file is made ready, and the last step says how to get one", async () => {
    const home = await newcomer();
    const { press, page, copy, heading } = await start(home, { path: "/usr/bin:/bin" });
    await copy(block);
    await press("Paste from clipboard");
    await press("Continue");
    await press("Activate");
    await heading("The service answers");
    await page.getByText("No Codex was found on this computer").waitFor();
    await page.getByText("npm install --global @openai/codex").waitFor();
    await expectCodexWorks(home);
  });

  test("a home folder that does not exist yet is made", async () => {
    const home = await newcomer();
    await rm(home.codexHome, { recursive: true });
    const { press, heading, copy } = await start(home);
    await copy(block);
    await press("Paste from clipboard");
    await press("Continue");
    await press("Activate");
    await heading("Codex is ready");
    await expectCodexWorks(home);
  });

  test("a key that the service refuses is not called ready", async () => {
    const home = await newcomer();
    const { press, page, copy, heading } = await start(home);
    await copy(
      block.replace(
        /experimental_bearer_token = "[^"]+"/,
        'experimental_bearer_token = "pm-wrong"',
      ),
    );
    await press("Paste from clipboard");
    await press("Continue");
    await press("Activate");
    await heading("Does it work?");
    await page.getByText("The provider refuses your key").waitFor();
    await press("Undo the change");
    await heading("Your Codex today");
    expect(await home.read(configFile)).toBe("");
  });
});
