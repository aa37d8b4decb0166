import { existsSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { patience } from "../support/patience.ts";
import { endCodexOf, startCodexServer, startCodexTerminal } from "./rig/codexSession.ts";
import { quietConfig, type Wizard } from "./rig/onboardingRig.ts";
import type { ThrowAwayHome } from "./rig/throwAwayHome.ts";
import { configFile, tableOf, wizardSuite } from "./rig/wizardSuite.ts";

const { newcomer, start, pay, boost, sandbox, cleanUp } = wizardSuite();

/** A file with two providers, Pay in use. */
async function withTwo(): Promise<ThrowAwayHome> {
  const [root = "", table = ""] = pay().split(/(?=\[model_providers)/);
  return newcomer(`${root}${quietConfig}\n${table}\n${tableOf(boost())}`);
}

async function switchToBoost({ press, page, heading }: Wizard): Promise<void> {
  await press(/^Choose from the file/);
  await page.getByRole("radio", { name: /photonmark-codex-boost/ }).check();
  await press("Continue");
  await heading(/^Let Codex use /);
  await press("Activate");
  await heading("Restart Codex");
}

describe("a Codex that was begun before the switch", () => {
  test("in a terminal is named on the restart step with what to do, and goes when it ends", async (context) => {
    if (!existsSync("/usr/bin/script")) context.skip("script of util-linux gives a terminal");
    const home = await withTwo();
    cleanUp(() => endCodexOf(home));
    const session = startCodexTerminal(home);
    cleanUp(() => session.stop(500));
    const wizard = await start(home);
    // The session is there before the switch, and has told so by what it writes into its file.
    await expect.poll(() => existsSync(home.file(".codex/app-server-daemon"))).toBe(true);
    await switchToBoost(wizard);
    const { page, heading, press } = wizard;
    const row = page.getByRole("listitem").filter({ hasText: "Terminal session" });
    await row.getByText("Still uses PhotonMark Codex Pay").waitFor();
    await row.getByText(/^Type \/new in it/).waitFor();
    await session.stop(1000);
    await row.waitFor({ state: "detached" });
    await press("Continue");
    await heading(/^(Codex is ready|The service answers)$/);
    expect(await home.read(configFile)).toContain('model_provider = "photonmark-codex-boost"');
  });

  test("behind another program is named, too", async () => {
    const home = await withTwo();
    const server = startCodexServer(home);
    cleanUp(() => server.stop(500));
    const wizard = await start(home);
    const running = async () =>
      JSON.stringify(await wizard.page.evaluate("window.photonmark.listCodexProcesses({})"));
    await expect.poll(running).toContain('"server"');
    await switchToBoost(wizard);
    const row = wizard.page.getByRole("listitem").filter({ hasText: /^Behind/ });
    await row.getByText("Still uses PhotonMark Codex Pay").waitFor();
    await row.getByText(/^Begin a new chat in the program that uses it/).waitFor();
    await server.stop(500);
    await row.waitFor({ state: "detached" });
    await wizard.page.getByText(/^No Codex is running here\./).waitFor();
  });

  test("in a terminal no longer counts once a message went into a new chat there", async (context) => {
    if (!existsSync("/usr/bin/script")) context.skip("script of util-linux gives a terminal");
    const home = await withTwo();
    cleanUp(() => endCodexOf(home));
    const trust = `\n[projects."${home.path}"]\ntrust_level = "trusted"\n`;
    await home.write(configFile, (await home.read(configFile)) + trust);
    const session = startCodexTerminal(home);
    cleanUp(() => session.stop(500));
    await session.say("an old matter");
    const wizard = await start(home);
    await switchToBoost(wizard);
    const row = wizard.page.getByRole("listitem").filter({ hasText: "Terminal session" });
    await row.getByText("Still uses PhotonMark Codex Pay").waitFor();
    await session.newChat();
    await session.say("a new matter");
    // Coming back to the window is reason enough to look.
    await wizard.app.electron.evaluate(({ BrowserWindow }) => {
      const [window] = BrowserWindow.getAllWindows();
      window?.blur();
      window?.emit("focus");
      window?.focus();
    });
    await row.getByText("Up to date").waitFor({ timeout: patience(60_000) });
    const { turns } = (await sandbox().admin("GET", "/turns")) as {
      turns: { providerId: string }[];
    };
    expect(turns.at(-1)?.providerId).toBe("photonmark-codex-boost");
  });
});
