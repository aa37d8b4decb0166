// @vitest-environment happy-dom
import { screen, waitFor, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { usualConfig } from "../../renderer/scenes.ts";
import { renderWindow } from "./renderWindow.tsx";

const heading = (name: string | RegExp) => screen.findByRole("heading", { level: 1, name });
/** Waits until the button can be used, as a person would. */
const click = async (name: string | RegExp) => {
  const button = await screen.findByRole("button", { name });
  await waitFor(() => expect(button.getAttribute("aria-disabled")).toBeNull());
  await userEvent.setup().click(button);
};
const stepNow = () => document.querySelector('[aria-current="step"]')?.textContent;

describe("the first start", () => {
  it("shows the file it found and its state in one sentence, and nothing else of the window", async () => {
    await renderWindow("setUp-normal");
    await heading("Your Codex today");
    const file = screen.getByRole("region", { name: "Your config.toml" });
    expect(file.textContent).toContain("Codex uses PhotonMark Pay and accepts this file.");
    expect(file.textContent).toContain("/home/me/.codex/config.toml");
    expect(screen.getByText("Nothing has been changed so far.")).toBeTruthy();
    expect(screen.queryByRole("region", { name: "State of Codex" })).toBeNull();
    expect(screen.queryByRole("button", { name: "Settings" })).toBeNull();
  });

  it.each([
    ["setUp-empty", /There is no config.toml yet/],
    ["setUp-broken", /Codex cannot start with this file: Line 5 is not valid TOML\./],
    ["setUp-duplicate", /Codex cannot start with this file: model_provider is set 2 times\./],
    ["setUp-missing", /it names the provider “photonmark-codex-gone”/],
    ["setUp-noCodex", /no Codex was found on this computer/],
    ["setUp-rejected", /Codex does not take this file: .*unknown variant/],
  ])("sums up %s", async (scene, words) => {
    await renderWindow(scene);
    expect(await screen.findByText(words)).toBeTruthy();
  });

  it("is over for good once it is done, and can be run again from the settings", async () => {
    await renderWindow("normal");
    await click("Settings");
    await click("Set up again");
    await heading("Your Codex today");
    await click("Set up later");
    await click("Settings");
    await click("Continue setting up");
    await heading("Your Codex today");
  });
});

describe("with a pasted block", () => {
  it("is three clicks from the start to the change, each with a way back", async () => {
    const { homeFiles } = await renderWindow("setUp-normal");
    await click("Paste from clipboard");
    await heading("Found in what you brought");
    expect(document.activeElement?.textContent).toBe("Found in what you brought");
    expect(stepNow()).toBe("Balance");
    await click("Back");
    await heading("Your Codex today");
    await click("Paste from clipboard");
    await click("Continue");
    await heading("Let Codex use PhotonMark Link");
    expect(homeFiles.text).toBe(usualConfig);
    await screen.findByText(/1 line changes and 7 lines are added/);
    await click("Back");
    await heading("Found in what you brought");
    await click("Continue");
    await click("Activate");
    await heading("Codex is ready");
    expect(homeFiles.text).toContain('model_provider = "photonmark-codex-link"');
    expect(homeFiles.text).toContain('model_verbosity = "medium"');
    await click("Undo the change");
    await heading("Your Codex today");
    expect(homeFiles.text).toBe(usualConfig);
  });

  it("takes over only the suggested keys that were left ticked", async () => {
    const { homeFiles } = await renderWindow("setUp-normal");
    await click("Paste from clipboard");
    await click("Continue");
    const user = userEvent.setup();
    await user.click(await screen.findByRole("checkbox", { name: 'model_verbosity = "medium"' }));
    await screen.findByText(/6 lines are added/);
    await click("Activate");
    await heading("Codex is ready");
    expect(homeFiles.text).not.toContain("model_verbosity");
  });

  it("says at once what is wrong with what is on the clipboard, and takes the next", async () => {
    const { copy } = await renderWindow("setUp-normal");
    copy("just words");
    await click("Paste from clipboard");
    const alert = await screen.findByRole("alert");
    expect(alert.textContent).toContain("There is no block in the text.");
    expect(screen.getByRole("heading", { level: 1 }).textContent).toBe("Your Codex today");
    copy(
      'model_provider = "x"\n[model_providers.x]\nname = "X"\nbase_url = "https://x.example/v1"\nexperimental_bearer_token = "pmx-sentinel-x"\n',
    );
    await click("Paste from clipboard");
    await heading("Found in what you brought");
    expect(screen.queryByRole("alert")).toBeNull();
    expect(document.documentElement.outerHTML).not.toContain("pmx-sentinel");
  });

  it("activates the one of several that was chosen", async () => {
    const { homeFiles, copy } = await renderWindow("setUp-empty");
    const table = (id: string) =>
      `[model_providers.${id}]\nname = "${id}"\nbase_url = "https://x.example/v1"\nexperimental_bearer_token = "t"\n`;
    copy(table("one") + table("two"));
    await click("Paste from clipboard");
    const user = userEvent.setup();
    const go = await screen.findByRole("button", { name: "Continue" });
    expect(go.getAttribute("aria-disabled")).toBe("true");
    await user.click(await screen.findByRole("radio", { name: /two/ }));
    await click("Continue");
    await click("Activate");
    await heading("Codex is ready");
    expect(homeFiles.text).toContain('model_provider = "two"');
  });
});

describe("with an account", () => {
  it("goes on by itself after the sign-in, with the most useful balance chosen", async () => {
    const { dashboard, homeFiles } = await renderWindow("setUp-start");
    await click("Sign in");
    await screen.findByText("Finish in the browser");
    dashboard.finishSignIn();
    await heading("Which balance shall Codex use?");
    expect(screen.getAllByRole("radio")).toHaveLength(6);
    // Soonest to expire with money left.
    const chosen = screen.getByRole("radio", { checked: true });
    expect(chosen.closest("label")?.textContent).toContain("PhotonMark Pay Bonus");
    await click("Continue");
    await heading("Let Codex use PhotonMark Pay Bonus");
    await click("Activate");
    await heading("Codex is ready");
    expect(homeFiles.text).toContain('model_provider = "photonmark-codex-pay-bonus-7f3a"');
  });

  it("stays at the start when the sign-in is given up", async () => {
    await renderWindow("setUp-start");
    await click("Sign in");
    await click("Cancel");
    await screen.findByRole("button", { name: "Sign in" });
    await heading("Your Codex today");
  });
});

describe("a file with a fault", () => {
  it("that the change repairs is shown first, then repaired", async () => {
    const { homeFiles } = await renderWindow("setUp-duplicate");
    await click(/Choose from the file/);
    await click("Continue");
    await heading("What is wrong with your file");
    await screen.findByText("The next step puts this right");
    await click("Continue");
    await click("Activate");
    await heading("Codex is ready");
    const lines = homeFiles.text?.split("\n").filter((line) => /^model_provider /.test(line));
    expect(lines).toEqual(['model_provider = "photonmark-codex-pay"']);
  });

  it("that no change can repair stops here, and goes on as soon as somebody has corrected it", async () => {
    const { homeFiles } = await renderWindow("setUp-broken");
    await click("Paste from clipboard");
    await click("Continue");
    await heading("What is wrong with your file");
    await screen.findByText("This has to be put right first");
    expect(screen.getByRole("button", { name: "Continue" }).getAttribute("aria-disabled")).toBe(
      "true",
    );
    homeFiles.write(usualConfig);
    await heading("Let Codex use PhotonMark Link");
  });

  it("is put right with one click and a look at it, if the doctor knows how", async () => {
    const { homeFiles } = await renderWindow("setUp-broken");
    await click("Paste from clipboard");
    await click("Continue");
    await screen.findByRole("heading", { name: "Line 5 is not valid TOML" });
    await click("Fix: Line 5 is not valid TOML");
    const dialog = within(await screen.findByRole("dialog"));
    const fix = await dialog.findByRole("button", { name: "Fix" });
    await waitFor(() => expect(fix.getAttribute("aria-disabled")).toBeNull());
    await userEvent.setup().click(fix);
    await heading("Let Codex use PhotonMark Link");
    expect(homeFiles.text).toMatch(/^# .*approval_policy/m);
  });

  it("can be answered with a backup", async () => {
    const { homeFiles } = await renderWindow("setUp-broken");
    await click("Paste from clipboard");
    await click("Continue");
    await click("Restore a backup…");
    const dialog = within(await screen.findByRole("dialog"));
    await userEvent.setup().click(await dialog.findByRole("button", { name: "Restore" }));
    await heading("Let Codex use PhotonMark Link");
    await waitFor(() => expect(homeFiles.text).toContain('"on-request"\n'));
  });
});

describe("the language", () => {
  it("can be changed where the settings are out of reach", async () => {
    await renderWindow("setUp-empty");
    await click("简体中文");
    await heading("你的 Codex 现状");
    await click("English");
    await heading("Your Codex today");
  });
});
