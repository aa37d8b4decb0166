import type { Session } from "electron";
import { beforeEach, describe, expect, test, vi } from "vitest";

const electron = vi.hoisted(() => ({
  app: {
    isPackaged: true,
    commandLine: { hasSwitch: vi.fn(() => false) },
    enableSandbox: vi.fn(),
    on: vi.fn(),
  },
  protocol: { registerSchemesAsPrivileged: vi.fn(), handle: vi.fn() },
  ipcMain: { handle: vi.fn(), on: vi.fn() },
  shell: { openExternal: vi.fn(async () => {}) },
}));
vi.mock("electron", () => electron);

const {
  allowDestinations,
  contentSecurityPolicy,
  denyPermissions,
  hardenApp,
  openInBrowser,
  webPreferences,
} = await import("../../../main/security.ts");
const { assetPath } = await import("../../../main/protocol.ts");
const { connectViews, isTrustedSender } = await import("../../../main/ipc.ts");

type Sender = Parameters<typeof isTrustedSender>[0];
type Contents = Parameters<typeof isTrustedSender>[1];

beforeEach(() => vi.clearAllMocks());

describe("window options", () => {
  test("close everything a page could use", () => {
    expect(webPreferences("/preload.cjs")).toEqual({
      preload: "/preload.cjs",
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInSubFrames: false,
      nodeIntegrationInWorker: false,
      sandbox: true,
      webSecurity: true,
      allowRunningInsecureContent: false,
      webviewTag: false,
      spellcheck: false,
      devTools: false,
    });
  });

  test("the policy allows nothing inline and no network", () => {
    const policy = contentSecurityPolicy("abc");
    expect(policy).not.toMatch(/unsafe|\*|https?:/);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("connect-src 'none'");
    expect(policy).toContain("style-src 'self' 'nonce-abc'");
  });
});

test("the sandbox is on for every process, unless the launcher had to turn it off", () => {
  hardenApp();
  expect(electron.app.enableSandbox).toHaveBeenCalledOnce();
  electron.app.commandLine.hasSwitch.mockReturnValueOnce(true);
  hardenApp();
  expect(electron.app.enableSandbox).toHaveBeenCalledOnce();
});

describe("a page", () => {
  function confined(session: object = {}) {
    hardenApp();
    const created = electron.app.on.mock.calls.find(([name]) => name === "web-contents-created");
    const handlers = new Map<string, (event: { preventDefault(): void; url: string }) => void>();
    let openHandler: ((details: { url: string }) => unknown) | undefined;
    created?.[1](
      {},
      {
        session,
        on: (name: string, handler: (event: { preventDefault(): void; url: string }) => void) =>
          handlers.set(name, handler),
        setWindowOpenHandler: (handler: typeof openHandler) => {
          openHandler = handler;
        },
      },
    );
    return { handlers, openHandler };
  }

  test.each(["will-navigate", "will-redirect", "will-frame-navigate", "will-attach-webview"])(
    "cannot leave: %s",
    (name) => {
      const preventDefault = vi.fn();
      confined().handlers.get(name)?.({ preventDefault, url: "https://photonmark.example/" });
      expect(preventDefault).toHaveBeenCalledOnce();
    },
  );

  test.each(["will-navigate", "will-redirect", "will-frame-navigate"])(
    "goes only where its session allows: %s",
    (name) => {
      const session = {};
      allowDestinations(session as Session, (url) => url === "https://photonmark.example/a");
      const { handlers } = confined(session);
      const preventDefault = vi.fn();
      handlers.get(name)?.({ preventDefault, url: "https://photonmark.example/a" });
      expect(preventDefault).not.toHaveBeenCalled();
      handlers.get(name)?.({ preventDefault, url: "https://photonmark.example/b" });
      expect(preventDefault).toHaveBeenCalledOnce();
    },
  );

  test("opens no windows", () => {
    expect(confined().openHandler?.({ url: "https://photonmark.example" })).toEqual({
      action: "deny",
    });
  });

  test("gets no permission", () => {
    const given: Record<string, (...args: unknown[]) => unknown> = {};
    const target = new Proxy(
      {},
      {
        get: (_object, name: string) => (handler: (...args: unknown[]) => unknown) => {
          given[name] = handler;
        },
      },
    );
    denyPermissions(target as Parameters<typeof denyPermissions>[0]);
    const answer = vi.fn();
    given.setPermissionRequestHandler?.({}, "media", answer);
    expect(answer).toHaveBeenCalledWith(false);
    expect(given.setPermissionCheckHandler?.({}, "clipboard-read")).toBe(false);
    expect(given.setDevicePermissionHandler?.({})).toBe(false);
  });
});

describe("the user's browser", () => {
  test.each([
    "https://photonmark.example",
    "http://localhost:4180",
    "http://codex.localhost:4180",
    "http://127.0.0.1:4180",
    "http://[::1]:4180",
  ])("is given pages of the dashboard at %s", async (origin) => {
    await openInBrowser(`${origin}/dashboard`, origin);
    expect(electron.shell.openExternal).toHaveBeenCalledExactlyOnceWith(`${origin}/dashboard`);
  });

  test.each([
    ["http://photonmark.example/", "http://photonmark.example"],
    ["https://photonmark.example.evil.example/", "https://photonmark.example"],
    ["https://photonmark.example:8443/", "https://photonmark.example"],
    ["https://me@photonmark.example/", "https://photonmark.example"],
    ["http://127.0.0.1:4181/", "http://127.0.0.1:4180"],
    ["http://localhost:4180/", "http://127.0.0.1:4180"],
    ["file:///etc/passwd", "https://photonmark.example"],
    ["javascript:alert(1)", "https://photonmark.example"],
    ["vscode://photonmark.example/", "https://photonmark.example"],
    ["", "https://photonmark.example"],
  ])("is never given %j for %s", async (address, origin) => {
    await expect(openInBrowser(address, origin)).rejects.toThrow("not opened");
    expect(electron.shell.openExternal).not.toHaveBeenCalled();
  });
});

describe("the asset address", () => {
  test("inside the folder is served", () => {
    expect(assetPath("/app/out/renderer", "app://bundle/assets/a.js")).toBe(
      "/app/out/renderer/assets/a.js",
    );
  });

  test.each([
    "app://bundle/../secret",
    "app://bundle/%2e%2e/secret",
    "app://bundle/%2e%2e%2fsecret",
    "app://bundle/..%2f..%2fetc/passwd",
    "app://bundle/..%5csecret",
    "app://bundle/a%00.js",
    "app://bundle/%",
    "app://bundle//etc/passwd/../../../..",
    "app://bundle/..%2frenderer-evil/x",
    "app://other/index.html",
    "https://bundle/index.html",
    "file:///etc/passwd",
    "nonsense",
  ])("%s stays inside or is refused", (address) => {
    const path = assetPath("/app/out/renderer", address);
    expect(path === undefined || path.startsWith("/app/out/renderer/")).toBe(true);
    expect(path ?? "").not.toMatch(/passwd$|evil/);
  });
});

describe("a message", () => {
  const contents = { id: 7 } as Contents;
  const from = (over: object, frame: object | null = {}) =>
    ({
      sender: { id: 7, ...over },
      senderFrame: frame && { parent: null, url: "app://bundle/index.html", ...frame },
    }) as unknown as Sender;

  test("from our page is heard", () => {
    expect(isTrustedSender(from({}), contents)).toBe(true);
  });

  test.each([
    ["another window", from({ id: 8 })],
    ["a frame inside the page", from({}, { parent: {} })],
    ["a frame that is gone", from({}, null)],
    ["another origin", from({}, { url: "https://bundle/index.html" })],
    ["a look-alike host", from({}, { url: "app://bundle.evil/index.html" })],
    ["an empty page", from({}, { url: "about:blank" })],
    ["no address", from({}, { url: "" })],
    ["a file", from({}, { url: "file:///index.html" })],
  ])("from %s is refused", (_who, event) => {
    expect(isTrustedSender(event, contents)).toBe(false);
  });

  test("is refused while no window is open", () => {
    expect(isTrustedSender(from({}), undefined)).toBe(false);
  });

  test("with an unknown command or a wrong input never reaches the application", async () => {
    const execute = vi.fn();
    const application = { execute, subscribe: vi.fn(), getState: vi.fn(), settled: vi.fn() };
    const window = { contents, arrive: vi.fn(), keepPlace: vi.fn() };
    connectViews(application as unknown as Parameters<typeof connectViews>[0], window);
    const handler = electron.ipcMain.handle.mock.calls[0]?.[1];
    const change = { kind: "activate", providerId: "a" };
    const input = { change };
    for (const name of ["constructor", "__proto__", "toString", "nope", 7, null, ["change"]])
      await expect(handler(from({}), name, {})).rejects.toThrow("no such command");
    const foreign = from({ id: 8 });
    await expect(handler(foreign, "change", input)).rejects.toThrow("not trusted");
    expect(
      await handler(from({}), "change", { change: { ...change, providerId: 7 } }),
    ).toMatchObject({
      ok: false,
      code: "INVALID_INPUT",
    });
    expect(execute).not.toHaveBeenCalled();
    await handler(from({}), "change", input);
    expect(execute).toHaveBeenCalledExactlyOnceWith("change", input);
    const onPlace = electron.ipcMain.on.mock.calls[0]?.[1];
    const place = { view: "config", scroll: 12, isBusy: false };
    onPlace(from({ id: 8 }), place);
    for (const bad of [
      undefined,
      "x",
      { view: 5 },
      { ...place, scroll: -1 },
      { ...place, scroll: NaN },
    ])
      onPlace(from({}), bad);
    expect(window.keepPlace).not.toHaveBeenCalled();
    onPlace(from({}), { ...place, extra: 1 });
    expect(window.keepPlace).toHaveBeenCalledExactlyOnceWith(place);
  });
});
