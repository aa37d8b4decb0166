// @vitest-environment happy-dom
import { screen, waitFor, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { useFlow } from "../../../renderer/flow.ts";
import { sceneTime } from "../../renderer/accounts.ts";
import { usualConfig } from "../../renderer/scenes.ts";
import { renderWindow } from "./renderWindow.tsx";

const goTo = async (name: string) => {
  const user = userEvent.setup();
  const nav = screen.getByRole("navigation", { name: "Sections" });
  await user.click(within(nav).getByRole("button", { name }));
  await screen.findByRole("heading", { level: 1, name });
  return user;
};

describe("the file", () => {
  it("shows its lines, marks the active one, and leads to each provider", async () => {
    await renderWindow("normal");
    const user = await goTo("Config");
    const code = await screen.findByRole("textbox", { name: /every secret masked/ });
    expect(code.getAttribute("aria-readonly")).toBe("true");
    const active = code.querySelector(".cm-marked-active");
    expect(active?.textContent).toBe('model_provider = "photonmark-codex-pay"');
    expect(code.textContent).toContain("[mcp_servers.docs]");

    const outline = within(screen.getByRole("navigation", { name: "Providers" }));
    const entries = outline.getAllByRole("button");
    expect(entries.map((entry) => entry.querySelector("code")?.title)).toEqual([
      "photonmark-codex-pay",
      "photonmark-codex-boost",
      "home-server",
    ]);
    expect(entries[0]?.getAttribute("aria-current")).toBe("true");
    const line = usualConfig.split("\n").indexOf("[model_providers.home-server]") + 1;
    await user.click(entries[2] as Element);
    expect(useFlow.getState().configTarget).toEqual({ line });
  });

  it("opens in the user's own editor", async () => {
    const { opened } = await renderWindow("normal");
    const user = await goTo("Config");
    await user.click(await screen.findByRole("button", { name: "Open in editor" }));
    await expect.poll(() => opened).toEqual(["/home/me/.codex/config.toml"]);
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
    const code = await screen.findByRole("textbox", { name: /every secret masked/ });
    expect(code.textContent).toContain("approval_policy");
    homeFiles.write(
      'model_provider = "home-server"\n[model_providers.home-server]\nname = "New"\n',
    );
    await expect.poll(() => code.textContent).toContain('name = "New"');
    expect(code.textContent).not.toContain("approval_policy");
  });

  it("says what is wrong with it and where", async () => {
    await renderWindow("broken");
    await goTo("Config");
    const alert = await screen.findByRole("alert");
    expect(alert.textContent).toMatch(/line 5, column \d+/);
    expect(alert.textContent).toContain("It was left as it is.");
    const region = await screen.findByRole("region", { name: /every secret masked/ });
    await expect.poll(() => region.querySelector(".cm-line.cm-marked-error")).toBeTruthy();
    expect(region.querySelector(".cm-line.cm-marked-error")?.textContent).toMatch(
      /^approval_policy/,
    );
    const sign = region.querySelector('.cm-sign[data-kind="error"]');
    expect(sign?.getAttribute("title")).toContain("is not valid TOML");
  });
});

describe("what was found in the file", () => {
  it("stands at its lines and in a list, and both lead to the reason and the fix", async () => {
    await renderWindow("health");
    let user = await goTo("Config");
    const list = within(await screen.findByRole("navigation", { name: "Found in this file" }));
    const entries = list.getAllByRole("button");
    const named = entries.map(({ textContent }) => textContent);
    // Said once, and in the better words.
    expect(within(screen.getByRole("main")).queryByRole("alert")).toBeNull();
    expect(named).toContainEqual(expect.stringMatching(/^Line \d+model_provider is set 2 times$/));
    const region = await screen.findByRole("region", { name: /every secret masked/ });
    await expect
      .poll(() => region.querySelectorAll(".cm-sign[data-finding]").length)
      .toBe(entries.length);
    const titles = [...region.querySelectorAll(".cm-sign")].map((sign) =>
      sign.getAttribute("title"),
    );
    for (const title of titles)
      expect(named.some((name) => name?.endsWith(title ?? "?"))).toBe(true);
    expect(document.body.innerHTML).not.toContain("sentinel");

    const title = /^model_provider is set 2 times/;
    await user.click(list.getByRole("button", { name: /model_provider is set 2 times/ }));
    await expect.poll(() => document.activeElement?.textContent).toMatch(title);
    expect(document.activeElement?.tagName).toBe("LI");

    user = await goTo("Config");
    const sign = await waitFor(() => {
      const found = document.querySelector('.cm-sign[title^="model_provider is set"]');
      if (!found) throw new Error("no sign yet");
      return found;
    });
    await user.click(sign);
    await expect.poll(() => document.activeElement?.textContent).toMatch(title);
  });

  it("is no list where nothing was found", async () => {
    await renderWindow("normal");
    await goTo("Config");
    await screen.findByRole("textbox", { name: /every secret masked/ });
    expect(screen.queryByRole("navigation", { name: "Found in this file" })).toBeNull();
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
    expect(strip().getByText(/^Line 4, column 26: .*unknown variant/)).toBeTruthy();
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
    expect(screen.getByTitle("config.toml.bak")).toBeTruthy();

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
    await expect.poll(() => document.documentElement.dataset.mantineColorScheme).toBe("dark");
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
