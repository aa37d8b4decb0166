import { existsSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { accessibilityFaults } from "./rig/accessibility.ts";
import { quietConfig, startCodexIn, type Wizard } from "./rig/onboardingRig.ts";
import { layoutFaults } from "./rig/reached.ts";
import type { ThrowAwayHome } from "./rig/throwAwayHome.ts";
import { configFile, tableOf, wizardSuite } from "./rig/wizardSuite.ts";

const { newcomer, start, pay, boost, sandbox, cleanUp } = wizardSuite();

const names = {
  start: "Your Codex today",
  choose: "Which provider shall Codex use?",
  repair: "What is wrong with your file",
  review: /^Let Codex use /,
  restart: "Restart Codex",
  check: /^(Codex is ready|The service answers|Does it work\?)$/,
} as const;

/** A file with two providers, Pay in use, and something in it that an earlier Codex allowed. */
function withTwo(): string {
  const [root = "", table = ""] = pay().split(/(?=\[model_providers)/);
  return `${root}${quietConfig}\n${table}\n${tableOf(boost())}`;
}

/** A turn of the real Codex that runs until the test is over. */
async function runTurn(home: ThrowAwayHome): Promise<void> {
  await sandbox().admin("POST", "/faults", { target: "responses", kind: "hang" });
  cleanUp(() => sandbox().admin("DELETE", "/faults"));
  const turn = startCodexIn(home);
  cleanUp(() => turn.stop(500));
  await expect.poll(() => existsSync(home.file(".codex/sessions"))).toBe(true);
}

/** Leaves, and comes back; the program may be started anew between. */
async function leaveAndResume(wizard: Wizard, step: keyof typeof names): Promise<void> {
  await wizard.heading(names[step]);
  await wizard.press("Set up later");
  await wizard.press("Settings");
  await wizard.press("Continue setting up");
  await wizard.heading(names[step]);
}

describe("setting up", () => {
  test("can be left at every step, is taken up there, also after a new start, and leads back from each", async () => {
    const home = await newcomer(withTwo());
    await runTurn(home);
    const broken = `model_provider = "photonmark-codex-pay"\n${withTwo()}`;
    let wizard = await start(home);
    const restarted = async () => {
      await wizard.app.close();
      wizard = await start(home);
    };
    await leaveAndResume(wizard, "start");
    await wizard.press(/^Choose from the file/);
    await leaveAndResume(wizard, "choose");
    await restarted();
    await wizard.heading(names.choose);
    await home.write(configFile, broken);
    await wizard.page.getByRole("radio", { name: /photonmark-codex-boost/ }).check();
    await wizard.press("Continue");
    await leaveAndResume(wizard, "repair");
    await restarted();
    await wizard.heading(names.repair);
    await wizard.press("Back");
    await wizard.heading(names.choose);
    await wizard.press("Continue");
    await wizard.press("Continue");
    await leaveAndResume(wizard, "review");
    await restarted();
    await wizard.heading(names.review);
    await wizard.press("Back");
    await wizard.heading(names.repair);
    await wizard.press("Continue");
    expect(await home.read(configFile)).toBe(broken);
    await wizard.press("Activate");
    await leaveAndResume(wizard, "restart");
    await restarted();
    await wizard.heading(names.restart);
    await wizard.press("Continue");
    await leaveAndResume(wizard, "check");
    await restarted();
    await wizard.heading(names.check);
    // After a new start it is the older backup that is told of what is running.
    await wizard.press("Back");
    await wizard.heading(names.restart);
    await wizard.press("Continue");
    await wizard.heading(names.check);
    await wizard.press("Done");
    await wizard.page.getByRole("heading", { level: 1, name: "Balances" }).waitFor();
  });

  test.each(["light", "dark"] as const)(
    "has a restart step that axe does not object to, in Chinese too, %s",
    async (theme) => {
      const home = await newcomer(withTwo(), { theme });
      await runTurn(home);
      const { press, page, heading } = await start(home);
      await press(/^Choose from the file/);
      await page.getByRole("radio", { name: /photonmark-codex-boost/ }).check();
      await press("Continue");
      await press("Activate");
      await heading(names.restart);
      await page.getByText(/^Still uses /).waitFor();
      expect(await accessibilityFaults(page)).toEqual([]);
      await press("简体中文");
      await heading("重启 Codex");
      await page.getByText(/^仍在用 /).waitFor();
      const words = await page.locator("main, footer").allInnerTexts();
      expect(words.join("\n").match(/\b(the|with|your|still|uses|since|task)\b/gi)).toBeNull();
      expect(await accessibilityFaults(page)).toEqual([]);
    },
  );
});

describe("a block with fifty providers, some with long ids", () => {
  const tail = "-of-the-team-for-research-and-tools-in-the-second-half-of-2026";
  const many = () =>
    Array.from({ length: 50 }, (_, index) =>
      tableOf(pay())
        .replaceAll("photonmark-codex-pay", `photonmark-codex-pay-${index}${index % 7 ? "" : tail}`)
        .replace(/name = ".*"/, `name = "Balance ${index}${index % 5 ? "" : tail}"`),
    ).join("\n");

  test.each([100, 200])("is chosen from, at %d percent of the size", async (zoom) => {
    const home = await newcomer(quietConfig, { zoom });
    const { press, page, heading, copy, button } = await start(home);
    await heading(names.start);
    await copy(many());
    await press("Paste from clipboard");
    await heading("Which of these shall Codex use?");
    expect(await page.getByRole("radio").count()).toBe(50);
    // Which of them is meant, nobody knows.
    expect(await page.getByRole("radio", { checked: true }).count()).toBe(0);
    expect(await button("Continue").getAttribute("aria-disabled")).toBe("true");
    expect(await layoutFaults(page)).toEqual([]);
    await page.getByRole("radio", { name: /photonmark-codex-pay-49/ }).check();
    await press("Continue");
    await heading("Let Codex use Balance 49");
    expect(await layoutFaults(page)).toEqual([]);
    await press("Activate");
    await heading("Codex is ready");
    const config = await home.read(configFile);
    expect(config).toContain('model_provider = "photonmark-codex-pay-49');
    expect(config.match(/^\[model_providers/gm)?.length).toBeGreaterThan(0);
  });
});
