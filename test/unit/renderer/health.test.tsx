// @vitest-environment happy-dom
import { screen, waitFor, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { renderWindow } from "./renderWindow.tsx";

const openHealth = () => userEvent.click(screen.getByRole("button", { name: /^Health/ }));

describe("the Health view", () => {
  it("groups what was found, the worst first, with reason, fix and place", async () => {
    await renderWindow("health");
    await openHealth();
    const errors = await screen.findByRole("region", { name: "Keeps Codex from working" });
    const [first] = within(errors).getAllByRole("listitem");
    expect(first?.textContent).toContain("model_provider is set 2 times");
    expect(first?.textContent).toContain("Codex refuses a file that sets a key twice.");
    expect(first?.textContent).toContain("Keeps “photonmark-codex-pay”");
    const infos = screen.getByRole("region", { name: "Good to know" });
    expect(within(infos).getByText(/CC Switch is installed/)).toBeTruthy();
    expect(document.body.innerHTML).not.toContain("sentinel");
  });

  it("says in the strip that the balance in use needs a login, and leads to where more is said", async () => {
    await renderWindow("accountLogin");
    const strip = within(screen.getByRole("region", { name: "State of Codex" }));
    await strip.findByText("No ChatGPT login yet");
    expect(strip.getByText("Sign in with: codex login")).toBeTruthy();
    await userEvent.click(strip.getByRole("button", { name: "Show" }));
    await screen.findByText(/asks for your ChatGPT login, and Codex has none/);
  });

  it("counts in the rail what ought to be seen to, and names the worst in the strip", async () => {
    await renderWindow("health");
    const item = screen.getByRole("button", { name: /^Health/ });
    const note = document.getElementById(item.getAttribute("aria-describedby") ?? "");
    expect(note?.textContent).toBe("7 findings");
    const strip = within(screen.getByRole("region", { name: "State of Codex" }));
    await strip.findByText("model_provider is set 2 times");
    expect(strip.getByText("And 2 more")).toBeTruthy();
    await userEvent.click(strip.getByRole("button", { name: "Fix…" }));
    await screen.findByRole("dialog", { name: "model_provider is set 2 times" });
  });

  it("fixes all that needs no question, after a look at it, with one write", async () => {
    const bridge = await renderWindow("health");
    await openHealth();
    await userEvent.click(await screen.findByRole("button", { name: "Fix all" }));
    const dialog = await screen.findByRole("dialog");
    const confirm = within(dialog).getByRole("button", { name: "Fix all" });
    await waitFor(() => expect(confirm.getAttribute("aria-disabled")).toBeNull());
    await userEvent.click(confirm);
    await screen.findByText("Fixed");
    const fixes = bridge.calls.filter(({ name }) => name === "change");
    expect(fixes).toHaveLength(1);
    expect(fixes[0]?.input).toMatchObject({
      change: { kind: "fix", findings: "all" },
      expected: { files: [{}] },
    });
  });

  it("leads to the line in the file", async () => {
    await renderWindow("health");
    await openHealth();
    await userEvent.click(await screen.findByRole("button", { name: "config.toml, line 38" }));
    await screen.findByRole("heading", { level: 1, name: "Config" });
  });

  it("says when it looked and who agreed where nothing is wrong", async () => {
    await renderWindow("healthy");
    await openHealth();
    await screen.findByText("Nothing is wrong");
    expect(screen.getByText(/^Looked at .+\. Codex 0\.169\.0 accepts the file\.$/)).toBeTruthy();
    expect(screen.queryByRole("button", { name: "Fix all" })).toBeNull();
  });

  it("asks for a diagnosis where there is none yet", async () => {
    const bridge = await renderWindow("normal");
    await openHealth();
    await screen.findByText("Nothing is wrong");
    expect(bridge.calls.some(({ name }) => name === "diagnose")).toBe(true);
  });
});
