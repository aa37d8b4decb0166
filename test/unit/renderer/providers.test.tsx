// @vitest-environment happy-dom
import { screen, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { usualConfig } from "../../renderer/scenes.ts";
import { renderWindow } from "./renderWindow.tsx";

const boostConfig = usualConfig.replace(
  'model_provider = "photonmark-codex-pay"',
  'model_provider = "photonmark-codex-boost"',
);

describe("providers", () => {
  it("activates a provider, says so, and takes it back byte for byte", async () => {
    const { homeFiles } = await renderWindow("normal");
    const user = userEvent.setup();

    await user.click(screen.getByRole("button", { name: "Activate PhotonMark Boost" }));
    const undo = await screen.findByRole("button", { name: "Undo" });
    expect(homeFiles.text).toBe(boostConfig);
    const card = screen.getByRole("article", { name: "PhotonMark Boost" });
    expect(within(card).getByText("In use")).toBeTruthy();
    expect(within(card).queryByRole("button", { name: /^Activate/ })).toBeNull();
    const spoken = screen.getAllByRole("status").map(({ textContent }) => textContent);
    expect(spoken).toContain(
      "Codex now uses PhotonMark Boost. New chats use it at once. Open chats keep their provider until Codex is restarted.",
    );

    await user.click(undo);
    await screen.findAllByText("The last change is undone");
    expect(homeFiles.text).toBe(usualConfig);
  });

  it("can be done with the keyboard alone, and keeps the focus", async () => {
    const { homeFiles } = await renderWindow("normal");
    const user = userEvent.setup();
    const button = screen.getByRole("button", { name: "Activate PhotonMark Boost" });
    for (let steps = 0; document.activeElement !== button && steps < 30; steps += 1)
      await user.tab();
    expect(document.activeElement).toBe(button);

    await user.keyboard("{Enter}");
    const card = await screen.findByRole("article", { name: "PhotonMark Boost", current: true });
    expect(homeFiles.text).toBe(boostConfig);
    await expect.poll(() => document.activeElement).toBe(card);
  });

  it("puts the one in use first", async () => {
    await renderWindow("normal");
    const user = userEvent.setup();
    await user.click(screen.getByRole("button", { name: "Activate Home server" }));
    await screen.findByRole("article", { name: "Home server", current: true });
    const names = screen.getAllByRole("article").map((card) => card.getAttribute("aria-label"));
    expect(names.filter(Boolean)).toEqual(["Home server", "PhotonMark Pay", "PhotonMark Boost"]);
  });

  it("ignores the second click of a double click, under which another card may lie by then", async () => {
    const { calls } = await renderWindow("normal");
    const user = userEvent.setup();
    await user.dblClick(screen.getByRole("button", { name: "Activate PhotonMark Boost" }));
    await screen.findByRole("article", { name: "PhotonMark Boost", current: true });
    expect(calls.filter(({ name }) => name === "change")).toHaveLength(1);
  });

  it("warns before it removes a provider, shows what goes, and removes just that", async () => {
    const { homeFiles } = await renderWindow("normal");
    const user = userEvent.setup();
    await user.click(screen.getByRole("button", { name: "More about PhotonMark Boost" }));
    await user.click(await screen.findByRole("menuitem", { name: "Remove…" }));

    const dialog = await screen.findByRole("dialog", { name: "Remove PhotonMark Boost" });
    expect(within(dialog).getByText(/cannot go on without it/)).toBeTruthy();
    await within(dialog).findByText("Codex keeps using PhotonMark Pay. 6 lines are removed.");
    await user.click(within(dialog).getByRole("button", { name: "Remove" }));

    await screen.findAllByText("PhotonMark Boost is removed");
    expect(homeFiles.text).not.toContain("photonmark-codex-boost");
    expect(homeFiles.text).toContain("# The one at home\n[model_providers.home-server]");
  });

  it("does not offer to remove the one in use", async () => {
    await renderWindow("normal");
    const user = userEvent.setup();
    await user.click(screen.getByRole("button", { name: "More about PhotonMark Pay" }));
    const item = await screen.findByRole("menuitem", { name: "In use, so it stays" });
    expect(item).toHaveProperty("disabled", true);
  });

  it("says what to do when there is none", async () => {
    await renderWindow("empty");
    expect(screen.getByRole("button", { name: "Set up Codex" })).toBeTruthy();
    expect(screen.getByRole("button", { name: "Paste from clipboard" })).toBeTruthy();
    expect(screen.getByRole("button", { name: "Open file…" })).toBeTruthy();
  });

  it("shows the preview instead of undoing when the file has changed since", async () => {
    const { homeFiles } = await renderWindow("normal");
    const user = userEvent.setup();
    await user.click(screen.getByRole("button", { name: "Activate PhotonMark Boost" }));
    const undo = await screen.findByRole("button", { name: "Undo" });
    const edited = `${homeFiles.text}# mine\n`;
    homeFiles.write(edited);

    await user.click(undo);
    const dialog = await screen.findByRole("dialog", { name: "Undo the last change" });
    expect(within(dialog).getByText(/changed in the meantime/)).toBeTruthy();
    expect(homeFiles.text).toBe(edited);
  });
});
