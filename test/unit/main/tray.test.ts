import type { NativeImage, Tray } from "electron";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { balanceViews } from "../../../app/account/balances.ts";
import { createTranslations } from "../../../app/i18n/i18n.ts";
import { defaultSettings } from "../../../app/settings.ts";
import { type AppState, initialState } from "../../../app/state.ts";
import type { TrayIconKind } from "../../../main/trayIcon.ts";
import { sampleBalance } from "../../support/sampleBalance.ts";

const electron = vi.hoisted(() => {
  const tray = {
    on: vi.fn(),
    setImage: vi.fn(),
    setToolTip: vi.fn(),
    setContextMenu: vi.fn(),
    popUpContextMenu: vi.fn(),
  };
  const Menu = { buildFromTemplate: vi.fn((template) => template) };
  return { tray, Menu, screen: { on: vi.fn() } };
});
vi.mock("electron", () => ({ Menu: electron.Menu, screen: electron.screen, nativeImage: {} }));

const { connectTray, menuTemplate } = await import("../../../main/tray.ts");
const { windowsSize } = await import("../../../main/trayIcon.ts");

const parts = {
  icon: electron.tray as unknown as Tray,
  /** A stand-in that shows which one it is. */
  trayIcon: (kind: TrayIconKind) => kind as unknown as NativeImage,
};
const { t } = createTranslations("en");
const words = { t, language: "en" } as const;
const actions = {
  open: vi.fn(),
  openNear: vi.fn(),
  restartCodex: vi.fn(),
  openDashboard: vi.fn(),
  activate: vi.fn(),
  undo: vi.fn(),
  reload: vi.fn(),
  quit: vi.fn(),
};

function stateWith(change: Partial<AppState> = {}): AppState {
  const provider = { baseUrl: "https://x.test/v1", service: "pay" as const };
  return {
    ...initialState(defaultSettings),
    activeProviderId: "pay",
    providers: [
      { ...provider, id: "pay", name: "Pay & more", isActive: true },
      { ...provider, id: "boost", name: "Boost", isActive: false },
    ],
    ...change,
  };
}

const staleDesktop = {
  pid: 7,
  kind: "desktop" as const,
  host: undefined,
  startedAt: "2026-01-01T00:00:00Z",
  stillUses: { providerId: "boost" },
};

beforeEach(() => vi.clearAllMocks());

function onPlatform(platform: string, work: () => void): void {
  const real = Object.getOwnPropertyDescriptor(process, "platform");
  Object.defineProperty(process, "platform", { value: platform });
  try {
    work();
  } finally {
    if (real) Object.defineProperty(process, "platform", real);
  }
}

describe("the tray menu", () => {
  test("has each provider as a radio item, the active one checked", () => {
    const radios = menuTemplate(stateWith(), words, actions).filter(({ type }) => type === "radio");
    expect(radios.map(({ label, checked }) => [label, checked])).toEqual([
      ["Pay && more", true],
      ["Boost", false],
    ]);
  });

  test("activates the provider that was clicked", () => {
    const item = menuTemplate(stateWith(), words, actions).find(({ id }) => id === "boost");
    item?.click?.({} as never, undefined, {} as never);
    expect(actions.activate).toHaveBeenCalledExactlyOnceWith("boost");
  });

  test("offers Undo only where there is something to undo", () => {
    const undoOf = (state: AppState) =>
      menuTemplate(state, words, actions).find(({ label }) => label === t("tray.undo"))?.enabled;
    expect(undoOf(stateWith())).toBe(false);
    const undo = { backupId: "b", reason: "activate" as const, createdAt: "2026-01-01T00:00:00Z" };
    expect(undoOf(stateWith({ undo: { ...undo, isImmediate: true } }))).toBe(true);
    expect(undoOf(stateWith({ undo: { ...undo, isImmediate: false } }))).toBe(false);
  });

  test("leads to the restart, and says when one is needed", () => {
    const labelsOf = (state: AppState) =>
      menuTemplate(state, words, actions).map(({ label }) => label);
    expect(labelsOf(stateWith())).toContain("Restart Codex…");
    const item = menuTemplate(stateWith({ staleCodex: [staleDesktop] }), words, actions).find(
      ({ label }) => label === "Restart Codex to apply…",
    );
    item?.click?.({} as never, undefined, {} as never);
    expect(actions.restartCodex).toHaveBeenCalledOnce();
  });

  test("opens the window next to the icon with a click, and on a Mac the menu with the other button", () => {
    const handlersOf = (platform: string) => {
      vi.clearAllMocks();
      onPlatform(platform, () => connectTray(parts, () => words, actions).render(stateWith()));
      return new Map(electron.tray.on.mock.calls as [string, (...args: unknown[]) => void][]);
    };
    const bounds = { x: 1, y: 2, width: 3, height: 4 };
    handlersOf("linux").get("click")?.({}, bounds);
    expect(actions.openNear).toHaveBeenCalledExactlyOnceWith(bounds);
    expect(electron.tray.setContextMenu).toHaveBeenCalledOnce();
    const mac = handlersOf("darwin");
    expect(electron.tray.setContextMenu).not.toHaveBeenCalled();
    mac.get("right-click")?.();
    expect(electron.tray.popUpContextMenu).toHaveBeenCalledOnce();
  });

  test("says what to do when there is no provider", () => {
    const labels = menuTemplate(stateWith({ providers: [] }), words, actions).map(
      ({ label }) => label,
    );
    expect(labels).toContain(t("tray.noProviders"));
  });
});

describe("the tray icon", () => {
  test("is rebuilt only when its content changes, or after a refused click", () => {
    const view = connectTray(parts, () => words, actions);
    view.render(stateWith());
    view.render(stateWith({ revision: "another" }));
    expect(electron.tray.setContextMenu).toHaveBeenCalledTimes(1);
    // The words beside the icon take the menu with them.
    expect(electron.tray.setToolTip).toHaveBeenCalledTimes(1);
    view.render(stateWith({ providers: [] }));
    expect(electron.tray.setContextMenu).toHaveBeenCalledTimes(2);
    view.invalidate();
    view.render(stateWith({ providers: [] }));
    expect(electron.tray.setContextMenu).toHaveBeenCalledTimes(3);
  });

  test.each([
    ["the file is broken", { configProblem: { ok: false, code: "CONFIG_UNREADABLE", detail: {} } }],
    [
      "the active provider is not defined",
      { activeProviderId: "gone", providers: [], codexCheck: { status: "notFound" } },
    ],
    [
      "Codex rejects the file",
      { codexCheck: { status: "rejected", message: "", line: 1, column: 1 } },
    ],
    ["Codex has to be restarted", { staleCodex: [staleDesktop] }],
  ] as [string, Partial<AppState>][])("asks for attention when %s", (_why, change) => {
    const view = connectTray(parts, () => words, actions);
    view.render(stateWith());
    expect(electron.tray.setImage).not.toHaveBeenCalled();
    view.render(stateWith(change));
    expect(electron.tray.setImage).toHaveBeenCalledExactlyOnceWith("attention");
  });
});

describe("the picture", () => {
  test("is made anew on Windows when a screen gets another scale", () => {
    onPlatform("win32", () => connectTray(parts, () => words, actions).render(stateWith()));
    expect(electron.tray.setImage).not.toHaveBeenCalled();
    const [event, listener] = electron.screen.on.mock.calls[0] ?? [];
    expect(event).toBe("display-metrics-changed");
    listener();
    expect(electron.tray.setImage).toHaveBeenCalledExactlyOnceWith(8);
  });

  test.each([
    [1, 16],
    [1.25, 20],
    [1.5, 24],
    [1.75, 28],
    [2, 32],
    [2.25, 40],
    [2.5, 40],
    [3, 48],
    [4, 48],
  ])("for a Windows screen at %d has %i pixels", (scale, size) => {
    expect(windowsSize(scale)).toBe(size);
  });
});

describe("with an account", () => {
  const known = {
    asOf: "2026-01-02T00:00:00.000Z",
    fetchedAt: "2026-01-02T00:00:00.000Z",
    balances: [sampleBalance({ providerId: "pay" })],
  };
  const now = new Date("2026-01-02T00:00:00.000Z");
  const withBalance = (change: Parameters<typeof sampleBalance>[0] = {}) => {
    const state = stateWith();
    const balances = [sampleBalance({ providerId: "pay", ...change })];
    const items = balanceViews({ ...known, balances }, state.providers, new Set(), now, 10);
    return { ...state, balances: { ...state.balances, items } };
  };

  test("the menu tells money and time, the icon what is left", () => {
    const labels = menuTemplate(withBalance(), words, actions).map(({ label }) => label);
    expect(labels).toContain("Pay && more · $12.30 · 9 days left");
    expect(labels).toContain("Boost");
    connectTray(parts, () => words, actions).render(withBalance());
    expect(electron.tray.setImage).toHaveBeenCalledExactlyOnceWith(3);
  });

  test("a balance that is low has a shape of its own", () => {
    const low = { money: { currency: "USD", remaining: 200, granted: 3000 } };
    connectTray(parts, () => words, actions).render(withBalance(low));
    expect(electron.tray.setImage).toHaveBeenCalledExactlyOnceWith("low");
  });

  test("a balance that cannot serve asks for attention", () => {
    const empty = { money: { currency: "USD", remaining: 0, granted: 3000 } };
    connectTray(parts, () => words, actions).render(withBalance(empty));
    expect(electron.tray.setImage).toHaveBeenCalledExactlyOnceWith("attention");
  });
});
