import type { EventEmitter } from "node:events";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { channels } from "../../../app/channels.ts";
import { defaultSettings } from "../../../app/settings.ts";

const electron = vi.hoisted(() => ({ opened: [] as { webContents: { sent: unknown[][] } }[] }));
vi.mock("electron", async () => {
  const { EventEmitter } = await import("node:events");
  const area = { x: 0, y: 0, width: 1440, height: 900 };
  class FakeContents extends EventEmitter {
    readonly sent: unknown[][] = [];
    zoomFactor = 1;
    send = (...message: unknown[]) => void this.sent.push(message);
    setZoomFactor = () => undefined;
    isLoadingMainFrame = () => false;
  }
  class FakeWindow extends EventEmitter {
    readonly webContents = new FakeContents();
    constructor() {
      super();
      electron.opened.push(this);
    }
    show = () => undefined;
    focus = () => undefined;
    isMinimized = () => false;
    isVisible = () => true;
    getNormalBounds = () => area;
    loadURL = async () => void this.webContents.emit("did-navigate");
  }
  const screen = { getAllDisplays: () => [{ workArea: area }] };
  return { BrowserWindow: FakeWindow, screen, nativeTheme: {}, app: {}, session: {} };
});
vi.mock("../../../main/security.ts", () => ({
  appOrigin: "app://bundle",
  webPreferences: () => ({}),
}));

const { MainWindow } = await import("../../../main/window.ts");

const newWindow = () =>
  new MainWindow({
    title: "",
    getSettings: () => defaultSettings,
    remember: () => undefined,
    servePages: () => undefined,
    onSeen: () => undefined,
  });

beforeEach(() => void electron.opened.splice(0));

describe("what a window is asked to show", () => {
  test("waits for a page that is loaded but does not listen yet, and is told once", () => {
    const window = newWindow();
    window.show();
    window.request("restart");
    const [opened] = electron.opened;
    expect(opened?.webContents.sent).toEqual([]);
    expect(window.arrive().show).toBe("restart");
    expect(window.arrive().show).toBeUndefined();
  });

  test("goes to a page that listens at once", () => {
    const window = newWindow();
    window.show();
    window.arrive();
    window.request("restart");
    expect(electron.opened[0]?.webContents.sent).toEqual([[channels.show, "restart"]]);
    expect(window.arrive().show).toBeUndefined();
  });

  test("waits for the next page once the window is closed", () => {
    const window = newWindow();
    window.show();
    window.arrive();
    (electron.opened[0] as unknown as EventEmitter).emit("closed");
    window.request("restart");
    expect(electron.opened).toHaveLength(2);
    expect(electron.opened[1]?.webContents.sent).toEqual([]);
    expect(window.arrive().show).toBe("restart");
  });
});
