// @vitest-environment happy-dom
import { screen, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { sceneTime } from "../../renderer/accounts.ts";
import { usualConfig } from "../../renderer/scenes.ts";
import { renderWindow } from "./renderWindow.tsx";

const goTo = async (name: string) => {
  const user = userEvent.setup();
  const nav = screen.getByRole("navigation");
  await user.click(within(nav).getByRole("button", { name }));
  await screen.findByRole("heading", { level: 1, name });
  return user;
};

describe("the file", () => {
  it("shows every line with its number, and marks the active one", async () => {
    await renderWindow("normal");
    await goTo("Config");
    const code = await screen.findByRole("region", { name: /every secret masked/ });
    const active = code.querySelector('[data-mark="active"]');
    expect(active?.textContent).toBe('2model_provider = "photonmark-codex-pay"\n');
    const texts = [...code.querySelectorAll("pre:not([aria-hidden])")];
    const shown = texts.map(({ textContent }) => textContent).join("");
    expect(shown.split("\n")).toHaveLength(usualConfig.split("\n").length);
    expect(shown).toContain("[mcp_servers.docs]");
  });

  it("holds no token in any view or dialog", async () => {
    const { homeFiles } = await renderWindow("normal");
    expect(homeFiles.text).toContain("pmx-sentinel");
    const user = userEvent.setup();
    const look = () => expect(document.documentElement.outerHTML).not.toContain("pmx-sentinel");
    look();
    await user.click(screen.getByRole("button", { name: "Paste from clipboard" }));
    await screen.findByText(/1 line changes/);
    look();
    await user.click(screen.getByRole("button", { name: "Cancel" }));
    await goTo("Config");
    await screen.findByRole("region", { name: /every secret masked/ });
    look();
    await goTo("Backups");
    await user.click(
      (await screen.findAllByRole("button", { name: /^Restore the backup/ }))[1] as Element,
    );
    await screen.findByText(/lines are removed/);
    look();
  });

  it("follows the file when another program changes it", async () => {
    const { homeFiles } = await renderWindow("normal");
    await goTo("Config");
    await screen.findByText(/approval_policy/);
    homeFiles.write(
      'model_provider = "home-server"\n[model_providers.home-server]\nname = "New"\n',
    );
    await screen.findByText(/name = "New"/);
    expect(screen.queryByText(/approval_policy/)).toBeNull();
  });

  it("says what is wrong with it and where", async () => {
    await renderWindow("broken");
    await goTo("Config");
    const alert = await screen.findByRole("alert");
    expect(alert.textContent).toMatch(/line 5, column \d+/);
    expect(alert.textContent).toContain("It was left as it is.");
    const region = await screen.findByRole("region", { name: /every secret masked/ });
    expect(region.querySelector('[data-mark="problem"]')?.textContent).toMatch(/^5approval_policy/);
  });
});

describe("the strip", () => {
  const strip = () => within(screen.getByRole("region", { name: "State of Codex" }));

  it("says what Codex uses and that it accepts the file", async () => {
    await renderWindow("normal");
    expect(strip().getByText("PhotonMark Pay")).toBeTruthy();
    await strip().findByText("Codex accepts this file");
    expect(strip().getByText("Codex 0.169.0")).toBeTruthy();
  });

  it("quotes Codex when it rejects the file, and offers Undo", async () => {
    await renderWindow("rejected");
    await strip().findByText("Codex rejects this file");
    expect(strip().getByText(/^Line 4, column 26 – .*unknown variant/)).toBeTruthy();
    expect(strip().getByRole("button", { name: "Undo" })).toBeTruthy();
  });

  it.each([
    ["empty", "config.toml does not exist yet"],
    ["noCodex", "No Codex found"],
    ["checking", "Asking Codex"],
    ["broken", "config.toml needs attention"],
    ["missing", "Not defined in config.toml"],
  ])("names the state of %s", async (scene, words) => {
    await renderWindow(scene);
    expect(await strip().findByText(words)).toBeTruthy();
  });
});

describe("backups", () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ["Date"], now: sceneTime });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it("lists them by day with their reason, and restores one after a look at it", async () => {
    const { homeFiles } = await renderWindow("normal");
    const user = await goTo("Backups");
    const rows = await screen.findAllByRole("button", { name: /^Restore the backup/ });
    expect(rows).toHaveLength(8);
    const [today] = screen.getAllByRole("list").filter((list) => list.closest("main"));
    expect(screen.getByRole("heading", { name: "Today" }).nextElementSibling).toBe(today);
    const reasons = within(today as HTMLElement).getAllByText(/^Before/);
    expect(reasons.map(({ textContent }) => textContent)).toEqual([
      "Before a switch of provider",
      "Before an import",
      "Before an undo",
    ]);
    expect(screen.getByText("config.toml.bak")).toBeTruthy();

    await user.click(rows[0] as Element);
    const dialog = within(await screen.findByRole("dialog"));
    await dialog.findByText(
      "Codex will use PhotonMark Boost instead of PhotonMark Pay. 1 line changes.",
    );
    await user.click(dialog.getByRole("button", { name: "Restore" }));
    await screen.findAllByText("Codex now uses PhotonMark Boost");
    expect(homeFiles.text).toContain('model_provider = "photonmark-codex-boost"');
  });
});

describe("settings", () => {
  it("speaks another language at once", async () => {
    const { calls } = await renderWindow("normal");
    const user = await goTo("Settings");
    await user.click(screen.getByRole("radio", { name: "简体中文" }));
    await screen.findByRole("heading", { name: "设置" });
    expect(document.documentElement.lang).toBe("zh-CN");
    expect(calls.at(-1)?.input).toEqual({ settings: { language: "zh-CN" } });
  });

  it("puts on another theme at once", async () => {
    await renderWindow("normal");
    const user = await goTo("Settings");
    await user.click(screen.getByRole("radio", { name: "Dark" }));
    await expect
      .poll(() => document.documentElement.dataset.mantineColorScheme, { timeout: 20_000 })
      .toBe("dark");
  });

  it("lets the main process ask for the Codex program", async () => {
    const { calls } = await renderWindow("normal");
    const user = await goTo("Settings");
    await user.click(screen.getByRole("button", { name: "Choose…" }));
    await screen.findByText("/opt/codex");
    await user.click(screen.getByRole("button", { name: "Look for it" }));
    await screen.findByText("Found by itself");
    expect(calls.slice(-2).map(({ input }) => input)).toEqual([
      { forget: false },
      { forget: true },
    ]);
  });
});
