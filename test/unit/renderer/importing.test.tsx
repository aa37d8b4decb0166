// @vitest-environment happy-dom
import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import { linkBlock, usualConfig } from "../../renderer/scenes.ts";
import { renderWindow } from "./renderWindow.tsx";

const findDialog = () => screen.findByRole("dialog", { name: "Import a block" });

/** A drop event with what the browser would carry; reading text out of it fails the test. */
function carrying(types: readonly string[], files: readonly File[] = []) {
  const getData = vi.fn(() => {
    throw new Error("the page read what was dropped");
  });
  return { dataTransfer: { types, files, getData, dropEffect: "none" } };
}

describe("importing", () => {
  it("shows what was found and adds exactly what the preview showed", async () => {
    const { homeFiles, calls } = await renderWindow("normal");
    const user = userEvent.setup();
    await user.click(screen.getByRole("button", { name: "Paste from clipboard" }));

    const dialog = within(await findDialog());
    expect(dialog.getByText("PhotonMark Link")).toBeTruthy();
    expect(dialog.getByText("New")).toBeTruthy();
    expect(dialog.getByRole("switch")).toHaveProperty("checked", true);
    await dialog.findByText(
      "Codex will use PhotonMark Link instead of PhotonMark Pay. 1 line changes and 7 lines are added.",
    );

    await user.click(dialog.getByRole("button", { name: "Add to config.toml" }));
    await screen.findAllByText("Codex now uses PhotonMark Link");
    expect(screen.queryByRole("dialog")).toBeNull();
    expect(homeFiles.text).toContain('model_provider = "photonmark-codex-link"');
    expect(homeFiles.text).toContain('experimental_bearer_token = "pmx-sentinel-');
    const applied = calls.find(({ name }) => name === "change")?.input;
    expect(applied).toMatchObject({
      change: { kind: "importBlock" },
      expected: { after: homeFiles.revisionOf(homeFiles.text ?? "") },
    });
  });

  it("suggests a root key only where the user has no value, and follows the choices", async () => {
    const { homeFiles } = await renderWindow("normal");
    const user = userEvent.setup();
    await user.click(screen.getByRole("button", { name: "Paste from clipboard" }));
    const dialog = within(await findDialog());
    const model = dialog.getByRole("checkbox", { name: 'model = "gpt-5.2-codex-max"' });
    const verbosity = dialog.getByRole("checkbox", { name: 'model_verbosity = "medium"' });
    expect(model).toHaveProperty("checked", false);
    expect(verbosity).toHaveProperty("checked", true);

    await user.click(verbosity);
    await user.click(dialog.getByRole("switch"));
    await dialog.findByText("Codex keeps using PhotonMark Pay. 6 lines are added.");
    await user.click(dialog.getByRole("button", { name: "Add to config.toml" }));
    await screen.findAllByText("The block is in config.toml");
    expect(homeFiles.text).toContain("[model_providers.photonmark-codex-link]");
    expect(homeFiles.text).toContain('model_provider = "photonmark-codex-pay"');
    expect(homeFiles.text).not.toContain("model_verbosity");
  });

  it("shows the new preview, and says so, when the file changes under it", async () => {
    const { homeFiles } = await renderWindow("normal");
    const user = userEvent.setup();
    await user.click(screen.getByRole("button", { name: "Paste from clipboard" }));
    const dialog = within(await findDialog());
    await dialog.findByText(/1 line changes/);

    homeFiles.write(usualConfig.replace('model_reasoning_effort = "high"\n', ""));
    expect((await dialog.findByRole("alert")).textContent).toContain("changed in the meantime");
    await dialog.findByText('approval_policy = "on-request"');
    await waitFor(() => expect(dialog.queryByText('model_reasoning_effort = "high"')).toBeNull());

    await user.click(dialog.getByRole("button", { name: "Add to config.toml" }));
    await screen.findAllByText("Codex now uses PhotonMark Link");
    expect(homeFiles.text).not.toContain("model_reasoning_effort");
  });

  it("shows the new preview when the file changed unseen and the change is refused", async () => {
    const bridge = await renderWindow("normal");
    const user = userEvent.setup();
    await user.click(screen.getByRole("button", { name: "Paste from clipboard" }));
    const dialog = within(await findDialog());
    await dialog.findByText(/1 line changes/);

    bridge.homeFiles.writeUnseen(usualConfig.replace('"high"', '"low"'));
    await user.click(dialog.getByRole("button", { name: "Add to config.toml" }));
    expect((await dialog.findByRole("alert")).textContent).toContain("changed in the meantime");
    await dialog.findByText('model_reasoning_effort = "low"');
    expect(bridge.homeFiles.text).not.toContain("photonmark-codex-link");
  });

  it("needs no pointer: paste, read, Enter", async () => {
    const { homeFiles } = await renderWindow("normal");
    const user = userEvent.setup();
    await user.paste("");
    const dialog = within(await findDialog());
    await dialog.findByText(/1 line changes/);
    const add = dialog.getByRole("button", { name: "Add to config.toml" });
    await expect.poll(() => document.activeElement).toBe(add);
    await user.keyboard("{Enter}");
    await screen.findAllByText("Codex now uses PhotonMark Link");
    expect(homeFiles.text).toContain('model_provider = "photonmark-codex-link"');
  });

  it("says when the file has it all already", async () => {
    const { copy } = await renderWindow("normal");
    copy(
      linkBlock
        .replaceAll("link", "pay")
        .replace(/^model.*\n/gm, "")
        .replace("Link", "Pay"),
    );
    const user = userEvent.setup();
    await user.click(screen.getByRole("button", { name: "Paste from clipboard" }));
    const dialog = within(await findDialog());
    await dialog.findByText("config.toml already has all of this. Nothing changes.");
    const add = dialog.getByRole("button", { name: "Add to config.toml" });
    expect(add.getAttribute("aria-disabled")).toBe("true");
  });

  it("tells why a file that is broken cannot take it", async () => {
    await renderWindow("broken");
    const user = userEvent.setup();
    await user.click(screen.getByRole("button", { name: "Paste from clipboard" }));
    const dialog = within(await findDialog());
    expect((await dialog.findByRole("alert")).textContent).toContain("CONFIG_UNREADABLE");
  });

  it("takes a paste anywhere, without looking at what is pasted", async () => {
    const { calls } = await renderWindow("normal");
    const read = vi.fn();
    const event = new Event("paste", { bubbles: true, cancelable: true });
    Object.defineProperty(event, "clipboardData", { get: read });
    document.body.dispatchEvent(event);
    await findDialog();
    expect(read).not.toHaveBeenCalled();
    expect(calls).toContainEqual({ name: "stageBlock", input: { source: { kind: "clipboard" } } });
  });

  it("leaves a paste into a field alone", async () => {
    const { calls } = await renderWindow("normal");
    const user = userEvent.setup();
    await user.click(screen.getByRole("button", { name: "Settings" }));
    await user.click(await screen.findByRole("textbox", { name: "Dashboard address" }));
    await user.paste("/opt/codex");
    expect(screen.getByRole("textbox", { name: "Dashboard address" })).toHaveProperty(
      "value",
      "/opt/codex",
    );
    expect(calls.filter(({ name }) => name === "stageBlock")).toEqual([]);
  });

  it("says what to do when there is nothing on the clipboard", async () => {
    await renderWindow("empty");
    const user = userEvent.setup();
    await user.click(screen.getByRole("button", { name: "Paste from clipboard" }));
    const alert = await screen.findByRole("alert");
    expect(alert.textContent).toContain("There is no text on the clipboard.");
    expect(alert.textContent).toContain("config.toml was not touched.");
    expect(alert.textContent).toContain("CLIPBOARD_EMPTY");
  });

  it("hands the path of a dropped file over, not the file", async () => {
    const { calls } = await renderWindow("normal");
    const file = new File(["x"], "install.sh");
    fireEvent.dragOver(document.body, carrying(["Files"], [file]));
    expect(screen.getByText("Drop the file to import its block")).toBeTruthy();
    fireEvent.drop(document.body, carrying(["Files"], [file]));
    await findDialog();
    expect(calls).toContainEqual({
      name: "stageBlock",
      input: { source: { kind: "path", path: "/home/me/Downloads/install.sh" } },
    });
  });

  it("refuses dropped text unread, with a hint", async () => {
    const { calls } = await renderWindow("normal");
    const text = carrying(["text/plain"]);
    fireEvent.dragOver(document.body, text);
    fireEvent.drop(document.body, text);
    await screen.findAllByText(/Copy it, then choose “Paste from clipboard”/);
    expect(text.dataTransfer.getData).not.toHaveBeenCalled();
    expect(calls.filter(({ name }) => name === "stageBlock")).toEqual([]);
  });

  it("takes none of several files that are dropped at once, and says so", async () => {
    const { calls } = await renderWindow("normal");
    const files = ["one.toml", "two.toml"].map((name) => new File(["x"], name));
    fireEvent.drop(document.body, carrying(["Files"], files));
    await screen.findAllByText("Drop one file at a time");
    expect(calls.filter(({ name }) => name === "stageBlock")).toEqual([]);
  });

  it("takes a hint off the screen with Escape, and when a dialog opens", async () => {
    await renderWindow("normal");
    const user = userEvent.setup();
    const drop = () => fireEvent.drop(document.body, carrying(["text/plain"]));
    const hints = () => screen.queryAllByText("Text is not taken by dropping");
    drop();
    await expect.poll(hints).not.toHaveLength(0);
    await user.keyboard("{Escape}");
    await expect.poll(hints).toHaveLength(0);
    drop();
    await expect.poll(hints).not.toHaveLength(0);
    await user.keyboard("{Control>}z{/Control}");
    await screen.findByRole("dialog");
    await expect.poll(hints).toHaveLength(0);
  });
});
