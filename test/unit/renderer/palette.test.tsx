// @vitest-environment happy-dom
import { fireEvent, screen, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { createTranslations } from "../../../app/i18n/i18n.ts";
import { matchCommands } from "../../../renderer/palette/matchCommands.ts";
import { paletteCommands } from "../../../renderer/palette/paletteCommands.ts";
import { shortcutOf } from "../../../renderer/shortcuts.ts";
import { renderWindow } from "./renderWindow.tsx";

const open = async () => {
  const user = userEvent.setup();
  await user.keyboard("{Control>}k{/Control}");
  const field = await screen.findByRole("combobox", { name: "Commands" });
  await expect.poll(() => document.activeElement).toBe(field);
  return user;
};
const selected = () => screen.getByRole("option", { selected: true });

describe("the palette", () => {
  it("activates a balance with a few letters and Enter", async () => {
    const { homeFiles } = await renderWindow("account");
    const user = await open();
    await user.keyboard("boost{Enter}");
    await screen.findAllByText("Codex now uses PhotonMark Boost");
    expect(homeFiles.text).toContain('model_provider = "photonmark-codex-boost"');
    expect(screen.queryByRole("combobox")).toBeNull();
  });

  it("moves with the arrows, around the ends, and says which one is selected", async () => {
    await renderWindow("account");
    const user = await open();
    const field = screen.getByRole("combobox");
    const options = screen.getAllByRole("option");
    expect(selected()).toBe(options[0]);
    await user.keyboard("{ArrowDown}");
    expect(selected()).toBe(options[1]);
    expect(field.getAttribute("aria-activedescendant")).toBe(options[1]?.id);
    await user.keyboard("{ArrowUp}{ArrowUp}");
    expect(selected()).toBe(options.at(-1));
  });

  it("says when nothing is called that, and closes with Escape", async () => {
    await renderWindow("account");
    const user = await open();
    await user.keyboard("zzzz");
    expect(screen.queryByRole("option")).toBeNull();
    expect(screen.getByText("No command is called that.")).toBeTruthy();
    await user.keyboard("{Escape}");
    await expect.poll(() => screen.queryByRole("combobox")).toBeNull();
  });

  it("leads back to the provider that Codex has by itself", async () => {
    const { homeFiles } = await renderWindow("normal");
    const user = await open();
    await user.keyboard("built-in{Enter}");
    await screen.findAllByText("Codex now uses openai");
    expect(homeFiles.text).toContain('model_provider = "openai"');
    const strip = within(screen.getByRole("region", { name: "State of Codex" }));
    expect(strip.getByText("Its built-in provider")).toBeTruthy();
  });

  it("offers each balance with what is left of it", async () => {
    const bridge = await renderWindow("account");
    const state = await bridge.getState();
    const { t } = createTranslations("en");
    const commands = paletteCommands(state, t, "en");
    const boost = commands.find(({ id }) => id === "activate photonmark-codex-boost");
    expect(boost).toMatchObject({
      label: "Activate PhotonMark Boost",
      hint: "$1.82 · 90 days left",
    });
    expect(commands.map(({ id }) => id)).not.toContain("activate photonmark-codex-pay");
    expect(new Set(commands.map(({ id }) => id)).size).toBe(commands.length);
    expect(matchCommands(commands, "  ")).toEqual(commands);
    expect(matchCommands(commands, "boost act")[0]).toBe(boost);
  });
});

describe("the shortcuts", () => {
  const keys = { ctrlKey: true, metaKey: false, altKey: false, shiftKey: false };

  it.each([
    [{ key: "k" }, "palette"],
    [{ key: "K" }, "palette"],
    [{ key: "+", shiftKey: true }, "zoomIn"],
    [{ key: "=" }, "zoomIn"],
    [{ key: "2" }, "config"],
    [{ key: "k", shiftKey: true }, undefined],
    [{ key: "k", altKey: true }, undefined],
    [{ key: "k", ctrlKey: false }, undefined],
    [{ key: "x" }, undefined],
  ])("take %j for %s", (pressed, expected) => {
    expect(shortcutOf({ ...keys, ...pressed })).toBe(expected);
  });

  it("lead from view to view, and change the size", async () => {
    const { calls } = await renderWindow("normal");
    const user = userEvent.setup();
    await user.keyboard("{Control>}2{/Control}");
    await screen.findByRole("heading", { level: 1, name: "Config" });
    await user.keyboard("{Control>},{/Control}");
    await screen.findByRole("heading", { level: 1, name: "Settings" });
    await user.keyboard("{Control>}={/Control}");
    await screen.findByText("110%");
    await user.keyboard("{Control>}0{/Control}");
    await screen.findByText("100%");
    const changes = calls.filter(({ name }) => name === "changeSettings");
    expect(changes.map(({ input }) => input)).toEqual([
      { settings: { zoom: 110 } },
      { settings: { zoom: 100 } },
    ]);
  });

  it("change the size once for each press, also while the last change is still being written", async () => {
    const { calls } = await renderWindow("normal");
    for (const _press of [1, 2, 3]) fireEvent.keyDown(document.body, { key: "=", ctrlKey: true });
    fireEvent.keyDown(document.body, { key: "-", ctrlKey: true });
    const changes = () => calls.filter(({ name }) => name === "changeSettings");
    await expect.poll(() => changes().length).toBe(4);
    expect(changes().map(({ input }) => input)).toEqual(
      [110, 125, 150, 125].map((zoom) => ({ settings: { zoom } })),
    );
  });

  it("leave the keys to a dialog that is open", async () => {
    await renderWindow("normal");
    const user = userEvent.setup();
    await user.keyboard("{Control>}z{/Control}");
    await screen.findByRole("dialog", { name: "Undo the last change" });
    await user.keyboard("{Control>}k{/Control}");
    expect(screen.queryByRole("combobox")).toBeNull();
  });
});
