import { readdir } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { quietConfig, runCodexIn, type Wizard } from "./rig/onboardingRig.ts";
import type { ThrowAwayHome } from "./rig/throwAwayHome.ts";
import { configFile, tableOf, wizardSuite } from "./rig/wizardSuite.ts";

const { newcomer, start, pay, boost, sandbox } = wizardSuite();

const review = /^Let Codex use /;

/** What people have who changed the file by hand for a while: a line too many, and an interface that is gone. */
const neglected = () => `# mine
model_provider = "photonmark-codex-boost"
${quietConfig.replace("# mine\n", 'model_provider = "relay" # the old one\n')}
${tableOf(boost())}
[model_providers.relay]
name = "Relay"
base_url = "http://127.0.0.1:9/v1"
wire_api = "chat"
`;

async function backupsOf(home: ThrowAwayHome): Promise<readonly string[]> {
  const names = await readdir(home.file(".codex/backups/photonmark")).catch(() => []);
  return names.filter((name) => name.endsWith(".toml")).toSorted();
}

async function bringPay({ copy, press, heading }: Wizard): Promise<void> {
  await copy(pay());
  await press("Paste from clipboard");
  await heading("Found in what you brought");
  await press("Continue");
  await heading("What is wrong with your file");
}

describe("a file that Codex refuses for more than one reason", () => {
  test("is put right by the doctor: seen first, one backup, and Undo brings it back", async () => {
    const before = neglected();
    const home = await newcomer(before);
    expect(await runCodexIn(home)).toMatchObject({ code: 1 });
    const wizard = await start(home);
    const { page, press, heading, button } = wizard;
    await page.getByText(/^Codex cannot start with this file: /).waitFor();
    await bringPay(wizard);
    await page.getByRole("heading", { name: "model_provider is set 2 times" }).waitFor();
    await page.getByRole("heading", { name: /relay.* “chat” interface/ }).waitFor();

    await press("Fix all");
    const dialog = page.getByRole("dialog");
    await dialog.getByText('model_provider = "relay" # the old one').first().waitFor();
    await dialog.getByText('wire_api = "chat"').first().waitFor();
    expect(await home.read(configFile)).toBe(before);
    expect(await backupsOf(home)).toEqual([]);
    await dialog.getByRole("button", { name: "Fix all", exact: true }).click();
    await heading(review);
    const repaired = await home.read(configFile);
    expect(repaired).toContain('\n# model_provider = "relay" # the old one\n');
    expect(repaired).toContain('wire_api = "responses"');
    const [onlyBackup, ...others] = await backupsOf(home);
    expect(others).toEqual([]);
    expect(await home.read(`.codex/backups/photonmark/${onlyBackup}`)).toBe(before);

    // The repair alone can be taken back before anything is activated.
    await press("Undo the change");
    await heading("What is wrong with your file");
    expect(await home.read(configFile)).toBe(before);
    await press("Fix all");
    await dialog.getByRole("button", { name: "Fix all", exact: true }).click();
    await heading(review);
    expect(await home.read(configFile)).toBe(repaired);

    await expect.poll(() => button("Activate").getAttribute("aria-disabled")).toBeNull();
    await press("Activate");
    await heading("Codex is ready");
    const codex = await runCodexIn(home);
    expect(codex, codex.stderr).toMatchObject({ code: 0 });
    const { turns } = (await sandbox().admin("GET", "/turns")) as {
      turns: { providerId: string }[];
    };
    expect(turns.at(-1)?.providerId).toBe("photonmark-codex-pay");
    await press("Undo the change");
    await heading("Your Codex today");
    expect(await home.read(configFile)).toBe(repaired);
  });
});

describe("a file that cannot be repaired safely", () => {
  test("is left alone, with the ways there are: an editor or a backup; and the wizard waits", async () => {
    // Latin-1: what its bytes mean, nobody can know.
    const bytes = Buffer.from(`${quietConfig}# caf\xe9\n`, "latin1");
    const home = await newcomer(bytes);
    await home.write(".codex/config.toml.bak", quietConfig);
    const wizard = await start(home);
    const { page, press, heading, button } = wizard;
    await page.getByText("Codex cannot", { exact: false }).first().waitFor();
    await bringPay(wizard);
    await page.getByText("This has to be put right first").waitFor();
    expect(await button("Continue").getAttribute("aria-disabled")).toBe("true");
    expect(await page.getByRole("button", { name: /^Fix/ }).count()).toBe(0);
    await button("Open in editor").waitFor();
    expect(Buffer.from(await home.read(configFile), "utf8")).not.toEqual(bytes);

    await press("Restore a backup…");
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("button", { name: "Restore", exact: true }).click();
    await heading(review);
    expect(await home.read(configFile)).toBe(quietConfig);
    await press("Activate");
    await heading("Codex is ready");
    const codex = await runCodexIn(home);
    expect(codex, codex.stderr).toMatchObject({ code: 0 });
  });

  test("can be put off, and is taken up where it was", async () => {
    const home = await newcomer(Buffer.from(`${quietConfig}# caf\xe9\n`, "latin1"));
    const wizard = await start(home);
    await bringPay(wizard);
    await wizard.press("Set up later");
    await wizard.press("Continue setting up");
    await wizard.heading("What is wrong with your file");
    await wizard.press("Back");
    await wizard.heading("Found in what you brought");
    await wizard.press("Back");
    await wizard.heading("Your Codex today");
  });
});
