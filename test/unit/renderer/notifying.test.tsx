// @vitest-environment happy-dom
import { screen, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { sceneTime } from "../../renderer/accounts.ts";
import { renderWindow } from "./renderWindow.tsx";

beforeEach(() => vi.setSystemTime(sceneTime));
afterEach(() => vi.useRealTimers());

describe("a switch that was suggested outside the window", () => {
  it("comes up as a change to look at, once, and is made only by the user", async () => {
    const bridge = await renderWindow("account");
    const proposal = { kind: "activate", providerId: "photonmark-codex-boost" } as const;
    await bridge.propose({ proposal });
    const dialog = await screen.findByRole("dialog", { name: "Activate PhotonMark Boost" });
    await within(dialog).findByText(/^Codex will use PhotonMark Boost/);
    expect((await bridge.getState()).proposal).toBeUndefined();
    expect(bridge.homeFiles.text).toContain('model_provider = "photonmark-codex-pay"');
    const user = userEvent.setup();
    await user.click(within(dialog).getByRole("button", { name: "Activate" }));
    await screen.findByRole("article", { name: "PhotonMark Boost", current: true });
  });

  it("brings a block along that the file lacks", async () => {
    const bridge = await renderWindow("account");
    const providerId = "photonmark-codex-link";
    await bridge.propose({ proposal: { kind: "import", providerId } });
    const dialog = await screen.findByRole("dialog", { name: "Add PhotonMark Link to config" });
    expect(within(dialog).getByRole("switch")).toHaveProperty("checked", true);
  });

  it("is taken up by a window that opens later", async () => {
    const bridge = await renderWindow("account", {
      kind: "activate",
      providerId: "photonmark-codex-boost",
    });
    await screen.findByRole("dialog", { name: "Activate PhotonMark Boost" });
    await expect.poll(async () => (await bridge.getState()).proposal).toBeUndefined();
  });
});

describe("the settings of notifications", () => {
  async function settings(scene = "account") {
    const bridge = await renderWindow(scene);
    const user = userEvent.setup();
    await user.click(screen.getByRole("button", { name: "Settings" }));
    await screen.findByRole("heading", { level: 1, name: "Settings" });
    return { bridge, user };
  }

  it("can be turned off and on", async () => {
    const { bridge, user } = await settings();
    const choice = screen.getByRole("switch", { name: "Notify me" });
    expect(choice).toHaveProperty("checked", true);
    await user.click(choice);
    await expect.poll(async () => (await bridge.getState()).settings.notifications).toBe(false);
  });

  it.each([
    ["withoutNotificationLibrary", "sudo apt install libnotify4"],
    ["withoutNotificationService", "sudo apt install dunst"],
  ])("say what the desktop of %s lacks", async (scene, command) => {
    await settings(scene);
    const notes = screen.getAllByRole("status");
    await expect
      .poll(() => notes.map(({ textContent }) => textContent).join())
      .toMatch(new RegExp(`This desktop shows no notifications.*${command}(,|$)`));
  });

  it("say nothing where it shows them", async () => {
    const { bridge } = await settings();
    await expect.poll(() => bridge.calls.map(({ name }) => name)).toContain("checkNotifications");
    expect(screen.queryByText("This desktop shows no notifications")).toBeNull();
  });

  it.each([
    ["25", 25],
    [" 7 % ", 7],
  ])("take %j as the share that is low", async (typed, percent) => {
    const { bridge, user } = await settings();
    const field = screen.getByRole("textbox", { name: "Low below (%)" });
    await user.clear(field);
    await user.type(field, `${typed}{Enter}`);
    await expect
      .poll(async () => (await bridge.getState()).settings.lowBalancePercent)
      .toBe(percent);
  });

  it.each(["0", "51", "ten", ""])("refuse %j and say what is wanted", async (typed) => {
    const { bridge, user } = await settings();
    const field = screen.getByRole("textbox", { name: "Low below (%)" });
    await user.clear(field);
    await user.type(field, `${typed}{Enter}`);
    expect((await screen.findByRole("alert")).textContent).toContain("from 1 to 50");
    expect((await bridge.getState()).settings.lowBalancePercent).toBe(10);
  });
});
