// @vitest-environment happy-dom
import { screen, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { sceneTime } from "../../renderer/accounts.ts";
import { renderWindow } from "./renderWindow.tsx";

const account = () => screen.getByRole("button", { name: /^Account/ });
const toSettings = async () => {
  const user = userEvent.setup();
  await user.click(screen.getByRole("button", { name: "Settings" }));
  return within(await screen.findByRole("region", { name: "Account" }));
};

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], now: sceneTime });
});
afterEach(() => {
  vi.useRealTimers();
});

describe("signing in", () => {
  it("waits for the browser, then shows the balances", async () => {
    const { dashboard, calls } = await renderWindow("accountSignedOut");
    const user = userEvent.setup();
    expect(account().getAttribute("aria-label")).toBe("Account, Not signed in");
    await user.click(screen.getByRole("button", { name: "Sign in" }));
    await screen.findByRole("heading", { name: "Finish in the browser" });
    expect(screen.queryByRole("button", { name: "Sign in" })).toBeNull();
    expect(calls).toContainEqual({ name: "signIn", input: { way: { kind: "browser" } } });

    dashboard.finishSignIn();
    await screen.findByRole("article", { name: "PhotonMark Pay Bonus" });
    expect(screen.queryByRole("heading", { name: "Finish in the browser" })).toBeNull();
    expect(account().getAttribute("aria-label")).toBe("Account, person@example.com, Signed in");
  });

  it("can be given up in the view and in the rail, without a complaint", async () => {
    await renderWindow("accountSignedOut");
    const user = userEvent.setup();
    await user.click(screen.getByRole("button", { name: "Sign in" }));
    await user.click(await screen.findByRole("button", { name: "Cancel" }));
    await screen.findByRole("button", { name: "Sign in" });

    await user.click(screen.getByRole("button", { name: "Sign in" }));
    await toSettings();
    const rail = within(screen.getByRole("navigation"));
    await user.click(rail.getByRole("button", { name: "Cancel" }));
    await screen.findByRole("button", { name: "Sign in" });
    expect(screen.queryByRole("alert")).toBeNull();
  });

  it("takes a token from the clipboard, unseen by the window", async () => {
    const { copy, calls } = await renderWindow("start");
    copy("pmx-sentinel-account-token");
    const user = userEvent.setup();
    await user.click(screen.getByRole("button", { name: "Paste a token" }));
    await screen.findByRole("article", { name: "PhotonMark Pay" });
    expect(calls).toContainEqual({ name: "signIn", input: { way: { kind: "clipboardToken" } } });
    expect(document.documentElement.outerHTML).not.toContain("pmx-sentinel");
  });

  it("tells why it failed", async () => {
    const { copy } = await renderWindow("start");
    copy("not a token");
    const user = userEvent.setup();
    await user.click(screen.getByRole("button", { name: "Paste a token" }));
    expect((await screen.findByRole("alert")).textContent).toContain("SIGN_IN_REFUSED");
    expect(screen.getByRole("button", { name: "Sign in" })).toBeTruthy();
  });

  it("asks for the dashboard's address first, and takes only a safe one", async () => {
    const { calls } = await renderWindow("setUp-empty");
    const user = userEvent.setup();
    const field = await screen.findByRole("textbox", { name: "Dashboard address" });
    await user.click(screen.getByRole("button", { name: "Sign in" }));
    expect((await screen.findByRole("alert")).textContent).toBe(
      "Enter the address of your dashboard first.",
    );
    expect(document.activeElement).toBe(field);

    await user.type(field, "http://codex.photonmark.example{Enter}");
    expect((await screen.findByRole("alert")).textContent).toContain("not an https address");
    expect(calls.filter(({ name }) => name === "changeSettings")).toEqual([]);

    await user.clear(field);
    await user.type(field, "codex.photonmark.example/dashboard{Enter}");
    await screen.findByRole("heading", { name: "Finish in the browser" });
    expect(calls.find(({ name }) => name === "changeSettings")?.input).toMatchObject({
      settings: { dashboard: "https://codex.photonmark.example" },
    });
  });

  it("does not ask for an address before somebody wants to sign in", async () => {
    await renderWindow("normal");
    const user = userEvent.setup();
    expect(screen.queryByRole("textbox")).toBeNull();
    await user.click(screen.getByRole("button", { name: "Sign in" }));
    const field = await screen.findByRole("textbox", { name: "Dashboard address" });
    await expect.poll(() => document.activeElement).toBe(field);
    expect(screen.queryByRole("alert")).toBeNull();
  });

  it("stands beside the way without an account where one begins", async () => {
    await renderWindow("setUp-start");
    for (const name of ["With your account", "Without an account"])
      expect(await screen.findByRole("heading", { name })).toBeTruthy();
    for (const name of ["Sign in", "Paste a token", "Paste from clipboard", "Open file…"])
      expect(screen.getByRole("button", { name })).toBeTruthy();
  });
});

describe("the session", () => {
  it("that is kept in memory only says so, and why", async () => {
    await renderWindow("accountMemory");
    expect(account().getAttribute("aria-label")).toContain("Only until you quit");
    const section = await toSettings();
    expect(section.getByText(/^The keychain is locked/)).toBeTruthy();
  });

  it("that has ended keeps the numbers and asks to sign in again, in one place at a time", async () => {
    const { dashboard } = await renderWindow("accountExpired");
    const user = userEvent.setup();
    expect(screen.getByRole("heading", { name: "Your session has ended" })).toBeTruthy();
    expect(screen.getByRole("article", { name: "PhotonMark Pay" }).textContent).toContain("$12.30");
    expect(screen.getByText("As of 26 hr. ago")).toBeTruthy();
    const again = () => screen.getAllByRole("button", { name: "Sign in again" });
    expect(again()).toHaveLength(1);
    await user.click(screen.getByRole("button", { name: "Config" }));
    await screen.findByRole("heading", { level: 1, name: "Config" });
    expect(again()).toHaveLength(1);

    await user.click(again()[0] as Element);
    dashboard.finishSignIn();
    await expect
      .poll(() => account().getAttribute("aria-label"))
      .toBe("Account, person@example.com, Signed in");
  });

  it("ends with Sign out, which says what it does and what it did", async () => {
    const { homeFiles } = await renderWindow("account");
    const before = homeFiles.text;
    const user = userEvent.setup();
    const section = await toSettings();
    expect(section.getByText(/config.toml stays as it is/)).toBeTruthy();
    await user.click(section.getByRole("button", { name: "Sign out" }));
    await screen.findAllByText("The session is revoked. config.toml was not touched.");
    expect(section.getByRole("button", { name: "Sign in" })).toBeTruthy();
    expect(homeFiles.text).toBe(before);
    await user.click(screen.getByRole("button", { name: "Balances" }));
    await screen.findByRole("heading", { level: 1, name: "Balances" });
    expect(screen.queryByRole("article", { name: "PhotonMark Pay Bonus" })).toBeNull();
  });

  it("is forgotten also when the service cannot be told", async () => {
    const { dashboard } = await renderWindow("account");
    dashboard.answer = "DASHBOARD_UNREACHABLE";
    const user = userEvent.setup();
    const section = await toSettings();
    await user.click(section.getByRole("button", { name: "Sign out" }));
    await screen.findAllByText(/^The service could not be told/);
    expect(account().getAttribute("aria-label")).toBe("Account, Not signed in");
  });

  it("belongs to one dashboard, whose address rests meanwhile", async () => {
    await renderWindow("account");
    await toSettings();
    const field = screen.getByRole("textbox", { name: "Dashboard address" });
    expect(field).toHaveProperty("readOnly", true);
    expect(field).toHaveProperty("value", "https://codex.photonmark.example");
  });

  it("can be had at another dashboard, if its address is safe", async () => {
    const { calls } = await renderWindow("accountSignedOut");
    const user = userEvent.setup();
    await toSettings();
    const field = screen.getByRole("textbox", { name: "Dashboard address" });
    await user.clear(field);
    await user.type(field, "http://other.example{Enter}");
    expect((await screen.findByRole("alert")).textContent).toContain("not an https address");
    await user.clear(field);
    await user.type(field, "https://other.example/{Enter}");
    await screen.findAllByText("Saved");
    expect(calls.at(-1)?.input).toMatchObject({ settings: { dashboard: "https://other.example" } });
  });
});
