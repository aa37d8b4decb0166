// @vitest-environment happy-dom
import { screen, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { sceneTime, usualBalances } from "../../renderer/accounts.ts";
import { renderWindow } from "./renderWindow.tsx";

const card = (name: string) => screen.getByRole("article", { name });
const names = () =>
  screen.getAllByRole("article").map((article) => article.getAttribute("aria-label"));

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], now: sceneTime });
});
afterEach(() => {
  vi.useRealTimers();
});

describe("balances", () => {
  it("come in the order of the application, then the providers that are none", async () => {
    await renderWindow("account");
    expect(names()).toEqual([
      "PhotonMark Pay",
      "PhotonMark Pay Bonus",
      "PhotonMark Link",
      "PhotonMark Boost",
      "PhotonMark Pay 2025",
      "PhotonMark Boost Grant",
      "Home server",
    ]);
    const heading = screen.getByRole("heading", { name: "Not from this account" });
    const others = within(heading.parentElement as HTMLElement).getAllByRole("article");
    expect(others.map((one) => one.getAttribute("aria-label"))).toEqual(["Home server"]);
  });

  it.each([
    ["PhotonMark Pay", ["$12.30", "of $30.00", "9 days left, until Dec 1", "Top-up", "In use"]],
    ["PhotonMark Pay Bonus", ["$7.60", "Less than a day left, until 7:30 AM", "Bonus"]],
    ["PhotonMark Link", ["Paid until Dec 20", "28 days left", "Subscription"]],
    ["PhotonMark Boost", ["90 days left, until Feb 21, 2027", "Low", "Its key was renewed"]],
    ["PhotonMark Pay 2025", ["Expired on Nov 10", "Expired"]],
    ["PhotonMark Boost Grant", ["$0.00", "Grant", "Empty"]],
  ])("say in words what %s is good for", async (name, words) => {
    await renderWindow("account");
    for (const text of words) expect(within(card(name)).getByText(text)).toBeTruthy();
  });

  it("paid by period show no money that goes down", async () => {
    await renderWindow("account");
    expect(card("PhotonMark Link").textContent).not.toContain("$9.90");
  });

  it("are activated like any provider, and the strip follows", async () => {
    await renderWindow("account");
    const user = userEvent.setup();
    const strip = within(screen.getByRole("region", { name: "State of Codex" }));
    expect(strip.getByText("$12.30 left")).toBeTruthy();
    expect(strip.getByText("9 days left")).toBeTruthy();
    await user.click(screen.getByRole("button", { name: "Activate PhotonMark Boost" }));
    await screen.findByRole("article", { name: "PhotonMark Boost", current: true });
    expect(strip.getByText("$1.82 left")).toBeTruthy();
    expect(strip.getByText("Low · 90 days left")).toBeTruthy();
  });

  it("add their block to the file, without using it unless asked to", async () => {
    const { homeFiles, calls } = await renderWindow("account");
    const user = userEvent.setup();
    const name = "Add PhotonMark Link to config";
    expect(screen.queryByRole("button", { name: "Activate PhotonMark Link" })).toBeNull();
    await user.click(screen.getByRole("button", { name }));
    const dialog = within(await screen.findByRole("dialog", { name }));
    expect(dialog.getByRole("switch")).toHaveProperty("checked", false);
    await dialog.findByText("Codex keeps using PhotonMark Pay. 6 lines are added.");
    await user.click(dialog.getByRole("button", { name: "Add to config.toml" }));
    await screen.findByRole("button", { name: "Activate PhotonMark Link" });
    expect(homeFiles.text).toContain("[model_providers.photonmark-codex-link]");
    expect(calls).toContainEqual({
      name: "stageBlock",
      input: { source: { kind: "account", providerId: "photonmark-codex-link" } },
    });
  });

  it("are used at once where nothing else is", async () => {
    const { homeFiles } = await renderWindow("accountFresh");
    const user = userEvent.setup();
    await user.click(screen.getByRole("button", { name: "Add PhotonMark Pay to config" }));
    const dialog = within(await screen.findByRole("dialog"));
    expect(dialog.getByRole("switch")).toHaveProperty("checked", true);
    await dialog.findByText(/^Codex will use PhotonMark Pay/);
    await user.click(dialog.getByRole("button", { name: "Add to config.toml" }));
    await screen.findByRole("article", { name: "PhotonMark Pay", current: true });
    expect(homeFiles.text).toContain('model_provider = "photonmark-codex-pay"');
  });

  it("lead to the service's page for more money, whose address the window does not know", async () => {
    const { dashboard } = await renderWindow("account");
    const user = userEvent.setup();
    await user.click(screen.getByRole("button", { name: /^Top up PhotonMark Boost,/ }));
    const { topUpUrl } =
      dashboard.balancesNow.find(({ name }) => name === "PhotonMark Boost") ?? {};
    await expect.poll(() => dashboard.pagesOpened).toEqual([topUpUrl]);
  });

  it("offer a renewed key, and say that chats go on", async () => {
    const { homeFiles } = await renderWindow("account");
    const user = userEvent.setup();
    await user.click(screen.getByRole("button", { name: "Update PhotonMark Boost" }));
    const dialog = within(await screen.findByRole("dialog", { name: "Update PhotonMark Boost" }));
    expect(dialog.getByText(/was renewed\. Its id stays the same, so chats begun/)).toBeTruthy();
    await dialog.findByText("Codex keeps using PhotonMark Pay. 1 line changes.");
    await user.click(dialog.getByRole("button", { name: "Update config.toml" }));
    await expect
      .poll(() => screen.queryByRole("button", { name: "Update PhotonMark Boost" }))
      .toBeNull();
    expect(homeFiles.text).toContain("renewed");
    expect(document.documentElement.outerHTML).not.toContain("pmx-sentinel");
  });

  it("are refreshed on demand", async () => {
    const { dashboard } = await renderWindow("account");
    const user = userEvent.setup();
    dashboard.balancesNow = usualBalances.map((balance) => ({
      ...balance,
      money: { ...balance.money, remaining: 1117 },
    }));
    await user.click(screen.getByRole("button", { name: "Refresh balances" }));
    await within(card("PhotonMark Pay")).findByText("$11.17");
  });

  it("show what they were used for, once that is known", async () => {
    await renderWindow("account");
    const bars = await within(card("PhotonMark Pay")).findByRole("button", {
      name: /^Usage of PhotonMark Pay: \$\d+\.\d\d in 30 days$/,
    });
    expect(bars.querySelector("path")?.getAttribute("d")?.match(/M/g)).toHaveLength(30);

    const user = userEvent.setup();
    await user.click(bars);
    const chart = await screen.findByRole("slider", { name: /^Use by day/ });
    expect(chart.querySelectorAll("g")).toHaveLength(30);
    chart.focus();
    await user.keyboard("{Home}{ArrowRight}");
    expect(chart.getAttribute("aria-valuenow")).toBe("2");
    expect(chart.getAttribute("aria-valuetext")).toMatch(/^\$\d+\.\d\d on \w+ \d+$/);
  });

  it("hand out their block through the main process, and say that it will not stay", async () => {
    const bridge = await renderWindow("account");
    const user = userEvent.setup();
    await user.click(screen.getByRole("button", { name: "More about PhotonMark Link" }));
    const items = await screen.findAllByRole("menuitem");
    expect(items.map(({ textContent }) => textContent)).toEqual(["Copy block"]);
    await user.click(items[0] as Element);
    await screen.findAllByText("The block is on the clipboard");
    expect(bridge.calls.at(-1)).toEqual({
      name: "copyBlock",
      input: { providerId: "photonmark-codex-link" },
    });
    expect(document.documentElement.outerHTML).not.toContain("pmx-sentinel");
  });
});

describe("balances that are not fresh", () => {
  it("are told with their age when the service cannot be reached", async () => {
    await renderWindow("accountOffline");
    expect(screen.getByText(/These numbers are from 42 min\. ago/)).toBeTruthy();
    expect(screen.getByText("DASHBOARD_UNREACHABLE")).toBeTruthy();
    expect(card("PhotonMark Pay").querySelector("[data-stale]")).toBeTruthy();
    const line = screen.getByRole("button", { name: /^Account/ });
    expect(line.getAttribute("aria-label")).toContain("Offline · 42 min. ago");
    expect(within(card("PhotonMark Pay")).queryByRole("img")).toBeNull();
  });

  it("keep the places of numbers that are not known yet, and let the file be used", async () => {
    const { homeFiles } = await renderWindow("accountLoading");
    expect(await screen.findByText("Loading balances")).toBeTruthy();
    expect(names()).toEqual(["PhotonMark Pay", "PhotonMark Boost", "Home server"]);
    const user = userEvent.setup();
    await user.click(screen.getByRole("button", { name: "Activate PhotonMark Boost" }));
    await screen.findByRole("article", { name: "PhotonMark Boost", current: true });
    expect(homeFiles.text).toContain('model_provider = "photonmark-codex-boost"');
  });

  it("say why there are none at all", async () => {
    await renderWindow("accountFailed");
    expect(screen.getByRole("alert").textContent).toContain("DASHBOARD_BAD_ANSWER");
    expect(names()).toEqual(["PhotonMark Pay", "PhotonMark Boost", "Home server"]);
    expect(screen.queryByText("Not from this account")).toBeNull();
  });

  it("say that the account has none", async () => {
    await renderWindow("accountEmpty");
    expect(screen.getByRole("heading", { name: "This account has no balances yet" })).toBeTruthy();
    expect(screen.getByRole("button", { name: "Paste from clipboard" })).toBeTruthy();
  });

  it("of a large account are all there", async () => {
    await renderWindow("accountMany");
    expect(screen.getAllByRole("article")).toHaveLength(50);
  });
});
