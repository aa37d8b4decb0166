import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { PhotonmarkBridge } from "../../app/bridge.ts";
import type { AppState, DashboardView } from "../../app/state.ts";
import type { Turn } from "../sandbox/gateway/turn.ts";
import type { Balance } from "../sandbox/sandboxState.ts";
import { type Sandbox, startSandbox } from "../sandbox/startSandbox.ts";
import { patience } from "../support/patience.ts";
import { type DesktopSession, startDesktopSession } from "./rig/desktopSession.ts";
import { type HostileDashboard, startHostileDashboard } from "./rig/hostileDashboard.ts";
import { launchApp, type RunningApp } from "./rig/launchApp.ts";
import { processTree } from "./rig/processTree.ts";
import { codexProgram, runCodexExec } from "./rig/runCodex.ts";
import { openSecretService, type SecretService } from "./rig/secretService.ts";
import { createThrowAwayHome, type ThrowAwayHome } from "./rig/throwAwayHome.ts";
import { startTrayHost, type TrayHost } from "./rig/trayHost.ts";

declare global {
  var photonmark: PhotonmarkBridge<File>;
  var seenStates: string[];
  /** Of the hostile page. */
  var go: (way: string) => void;
}

const configFile = ".codex/config.toml";
const existing =
  "# mine\ncheck_for_update_on_startup = false\n\n[features]\nplugins = false\napps = false\n";

let desktop: DesktopSession;
let trayHost: TrayHost;
let secrets: SecretService;
let sandbox: Sandbox;
const cleanUps: (() => unknown)[] = [];

beforeAll(async () => {
  desktop = await startDesktopSession();
  trayHost = await startTrayHost(desktop.busAddress);
  secrets = await openSecretService(desktop.busAddress);
});
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});
afterAll(async () => {
  secrets?.close();
  trayHost?.stop();
  await desktop?.stop();
});

/** The service as it is today. */
async function serve(): Promise<void> {
  sandbox = await startSandbox({ desktopApi: false });
  cleanUps.push(() => sandbox.stop());
}

async function newHome(config = existing): Promise<ThrowAwayHome> {
  const home = await createThrowAwayHome({ [configFile]: config });
  cleanUps.push(() => home.remove());
  return home;
}

async function start(home: ThrowAwayHome, dashboard: string, on = desktop) {
  const path = `${join(codexProgram(), "..")}:${process.env.PATH}`;
  const env = { PHOTONMARK_DASHBOARD: dashboard };
  const app = await launchApp({ desktop: on, home, path, env });
  cleanUps.push(() => app.close());
  const page = await app.firstWindow();
  await page.evaluate(() => {
    globalThis.seenStates = [];
    photonmark.onState((state) => globalThis.seenStates.push(JSON.stringify(state)));
  });
  return { app, page };
}

/** Opens the window by our own page, as a button would. */
async function open(app: RunningApp, page: Page): Promise<Page> {
  const [pages, reply] = await Promise.all([
    app.electron.waitForEvent("window", { timeout: patience() }),
    page.evaluate(() => photonmark.openDashboard({})),
  ]);
  expect(reply).toEqual({ ok: true, value: undefined });
  return pages;
}

async function signIn(pages: Page): Promise<void> {
  const { email, password } = sandbox.demoAccount;
  await pages.getByLabel("E-mail").fill(email);
  await pages.getByLabel("Password").fill(password);
  await pages.getByRole("button", { name: "Sign in" }).click();
  await pages.getByText(`Signed in as Demo Customer (${email})`).waitFor();
}

const stateOf = (page: Page): Promise<AppState> => page.evaluate(() => photonmark.getState());

async function waitForDashboard(page: Page, expected: object): Promise<DashboardView> {
  const view = async () => (await stateOf(page)).dashboard;
  await expect.poll(view).toMatchObject(expected);
  return view();
}

const keptCookies = () =>
  secrets.find({ service: "PhotonMark Codex", account: `${sandbox.origin} dashboard` });

const balances = async () =>
  ((await sandbox.admin("GET", "/balances")) as { balances: Balance[] }).balances;

/** Imports what was found, the way our window does: staged, previewed, applied as previewed. */
async function importFound(page: Page, providerId: string) {
  return page.evaluate(async (id) => {
    const staged = await photonmark.stageBlock({ source: { kind: "dashboard", providerId: id } });
    if (!staged.ok || !staged.value) return { staged };
    const { importId } = staged.value;
    const kind = "importBlock" as const;
    const change = { kind, importId, activate: true, rootKeys: ["model"] };
    const preview = await photonmark.preview({ change });
    if (!preview.ok) return { staged, preview };
    const { expected } = preview.value;
    return { staged, preview, done: await photonmark.change({ change, expected }) };
  }, providerId);
}

/** Where any of these secrets is, apart from config.toml and its backups. */
async function leaks(
  sentinels: readonly string[],
  home: ThrowAwayHome,
  app: RunningApp,
  page: Page,
  answers: unknown,
): Promise<string[]> {
  const places = new Map<string, string>([
    ["stdout", app.stdout()],
    ["stderr", app.stderr()],
    ["answers", JSON.stringify(answers)],
    ["our page", await page.content()],
    ["its state", JSON.stringify(await stateOf(page))],
    ["all states it was sent", (await page.evaluate(() => globalThis.seenStates)).join("\n")],
    ["its storage", await page.evaluate(() => JSON.stringify({ ...localStorage }))],
  ]);
  for (const pid of processTree(app.pid))
    places.set(`argv of ${pid}`, await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => ""));
  for (const file of await filesIn(home))
    if (!file.startsWith(home.codexHome))
      places.set(file, await readFile(file, "latin1").catch(() => ""));
  return [...places]
    .filter(([, text]) => sentinels.some((sentinel) => text.includes(sentinel)))
    .map(([place]) => place);
}

async function filesIn(home: ThrowAwayHome): Promise<string[]> {
  const entries = await readdir(home.path, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

describe("the dashboard window", () => {
  test("finds the blocks of the pages; one is imported and Codex sends its token", async () => {
    await serve();
    const home = await newHome();
    const { app, page } = await start(home, sandbox.origin);
    const menu = await (await trayHost.waitForItem(app.pid)).menu();
    const opened = app.electron.waitForEvent("window", { timeout: patience() });
    await menu.clickLabel("Open dashboard");
    const pages = await opened;
    await pages.waitForURL(`${sandbox.origin}/sign-in`);
    expect(await keptCookies()).toEqual([]);
    await signIn(pages);

    const all = await balances();
    const { found, keeping } = await waitForDashboard(page, { found: { length: all.length } });
    expect(found.map(({ providerId }) => providerId)).toEqual(
      all.map(({ providerId }) => providerId),
    );
    expect(found[0]).toEqual({
      providerId: "photonmark-codex-pay",
      name: all[0]?.name,
      service: "pay",
      from: "page",
    });
    expect(keeping).toEqual({ place: "keychain" });
    const [kept = ""] = await keptCookies();
    const cookies = JSON.parse(kept).cookies as { name: string; value: string }[];
    expect(cookies.map(({ name }) => name)).toEqual(["photonmark_session"]);

    const imported = await importFound(page, "photonmark-codex-pay");
    expect(imported).toMatchObject({ done: { ok: true } });
    const config = await home.read(configFile);
    expect(config).toContain('model_provider = "photonmark-codex-pay"');
    expect(config.replace(/^model.*\n/gm, "").startsWith(existing)).toBe(true);
    const codex = await runCodexExec({ codexHome: home.codexHome, tmpdir: home.file("tmp") });
    expect(codex, codex.stderr).toMatchObject({ code: 0 });
    const { turns } = (await sandbox.admin("GET", "/turns")) as { turns: Turn[] };
    expect(turns.length).toBeGreaterThan(0);
    expect(new Set(turns.map(({ providerId }) => providerId))).toEqual(
      new Set(["photonmark-codex-pay"]),
    );

    const tokens = all.map(({ proxyToken }) => proxyToken);
    const secretTexts = [...tokens, ...cookies.map(({ value }) => value)];
    expect(await leaks(secretTexts, home, app, page, imported)).toEqual([]);
  });

  test("notices what appears on a page, and a new token of a block it knows", async () => {
    await serve();
    const home = await newHome();
    const { app, page } = await start(home, sandbox.origin);
    const pages = await open(app, page);
    await signIn(pages);
    const count = (await balances()).length;
    await waitForDashboard(page, { found: { length: count } });
    await pages.evaluate(() => {
      const block = document.createElement("textarea");
      block.value = `model_provider = "photonmark-codex-late"
[model_providers.photonmark-codex-late]
name = "Late"
base_url = "https://codex.example.test/v1"
experimental_bearer_token = "pmx-sentinel-late"`;
      const hidden = document.createElement("pre");
      hidden.textContent = block.value.replaceAll("late", "hidden");
      hidden.hidden = true;
      document.body.append(hidden, block);
    });
    const { found } = await waitForDashboard(page, { found: { length: count + 1 } });
    expect(found.at(-1)).toMatchObject({ providerId: "photonmark-codex-late", service: "other" });

    const { proxyToken } = (await sandbox.admin(
      "POST",
      "/balances/photonmark-codex-boost/rotate",
    )) as Balance;
    await importFound(page, "photonmark-codex-boost");
    expect(await home.read(configFile)).not.toContain(proxyToken);
    await pages.reload();
    await expect
      .poll(async () => {
        await importFound(page, "photonmark-codex-boost");
        return home.read(configFile);
      })
      .toContain(proxyToken);
  });

  test("takes the installers that are downloaded in it, runs none and leaves no file", async () => {
    await serve();
    const home = await newHome();
    const { app, page } = await start(home, sandbox.origin);
    const pages = await open(app, page);
    await signIn(pages);
    const [pay, boost] = (await balances()).filter(({ providerId }) =>
      ["photonmark-codex-pay", "photonmark-codex-boost"].includes(providerId),
    );
    if (!pay || !boost) throw new Error("the sandbox has other balances");
    for (const [balance, system] of [
      [pay, "macOS / Linux"],
      [boost, "Windows"],
    ] as const) {
      const section = pages.getByRole("region", { name: balance.name, exact: true });
      await section.getByRole("link", { name: `Download for ${system}` }).click();
      const taken = { providerId: balance.providerId, from: "download" };
      await waitForDashboard(page, {
        found: expect.arrayContaining([expect.objectContaining(taken)]),
        problem: undefined,
      });
    }
    // The script would have made a backup and activated its provider.
    expect(await home.read(configFile)).toBe(existing);
    expect((await readdir(home.codexHome)).filter((name) => name.includes(".bak"))).toEqual([]);
    const tokens = [pay.proxyToken, boost.proxyToken];
    expect(await leaks(tokens, home, app, page, [])).toEqual([]);
    expect((await filesIn(home)).filter((path) => /install|download/i.test(path))).toEqual([]);
    const imported = await importFound(page, boost.providerId);
    expect(imported).toMatchObject({ staged: { value: { format: "powershell" } } });
    expect(await home.read(configFile)).toContain(boost.proxyToken);
  });

  test("is signed in after a restart, and no more after signing out", async () => {
    await serve();
    const home = await newHome();
    const first = await start(home, sandbox.origin);
    await signIn(await open(first.app, first.page));
    await expect.poll(keptCookies).toHaveLength(1);
    await first.app.close();

    const second = await start(home, sandbox.origin);
    const pages = await open(second.app, second.page);
    await pages.getByText("Signed in as").waitFor();
    await waitForDashboard(second.page, { keeping: { place: "keychain" } });
    const closed = pages.waitForEvent("close");
    expect(await second.page.evaluate(() => photonmark.signOut({}))).toEqual({
      ok: true,
      value: { isRevoked: false },
    });
    await closed;
    expect(await keptCookies()).toEqual([]);
    expect((await stateOf(second.page)).dashboard).toEqual({
      keeping: undefined,
      found: [],
      problem: undefined,
    });
    const again = await open(second.app, second.page);
    await signIn(again);
    await expect.poll(keptCookies).toHaveLength(1);

    // Signing out on the page itself goes as far.
    await again.getByRole("button", { name: "Sign out" }).click();
    await again.waitForURL(`${sandbox.origin}/sign-in`);
    await waitForDashboard(second.page, { keeping: undefined, found: [] });
    expect(await keptCookies()).toEqual([]);
  });

  test("keeps the session in memory where there is no keychain, and says so", async () => {
    await serve();
    const bare = await startDesktopSession({ keyring: false });
    cleanUps.push(() => bare.stop());
    const { app, page } = await start(await newHome(), sandbox.origin, bare);
    const pages = await open(app, page);
    await signIn(pages);
    await waitForDashboard(page, { keeping: { place: "memory", reason: "missing" } });
    await pages.close();
    await (await open(app, page)).getByText("Signed in as").waitFor();
  });

  test("says why it does not open", async () => {
    const home = await newHome();
    for (const [address, code] of [
      ["", "DASHBOARD_ADDRESS_MISSING"],
      ["http://codex.example.test", "DASHBOARD_ADDRESS_REFUSED"],
      ["http://127.0.0.1:9", "DASHBOARD_UNREACHABLE"],
    ] as const) {
      const { app, page } = await start(home, address);
      const reply = await page.evaluate(() => photonmark.openDashboard({}));
      expect(reply).toMatchObject({ ok: false, code });
      expect(app.electron.windows()).toHaveLength(1);
      await app.close();
    }
  });
});

describe("a page in it", () => {
  let hostile: HostileDashboard;
  beforeAll(async () => {
    hostile = await startHostileDashboard();
  });
  afterAll(() => hostile?.stop());

  test("cannot leave the service, open windows, or get at anything of the machine", async () => {
    const { app, page } = await start(await newHome(), hostile.origin);
    const pages = await open(app, page);
    const home = `${hostile.origin}/`;
    await pages.getByText("A hostile dashboard").waitFor();
    for (const way of ["link", "form", "script", "redirect", "redirecting form", "new tab"]) {
      const settled = hostile.settled();
      // Not by a click: Playwright would wait for the navigation, which never comes.
      await pages.evaluate((name) => globalThis.go(name), way);
      await settled;
      const shown = () => `${location.href} ${document.querySelector("h1")?.textContent}`;
      expect(await pages.evaluate(shown), way).toBe(`${home} A hostile dashboard`);
    }
    expect(app.electron.windows()).toHaveLength(2);
    expect(hostile.strangerVisits()).toEqual([]);

    const found = await pages.evaluate(async () => {
      const attempt = (work: () => Promise<unknown>) =>
        work().then(
          () => "allowed",
          () => "refused",
        );
      return {
        require: typeof Reflect.get(globalThis, "require"),
        process: typeof Reflect.get(globalThis, "process"),
        bridge: typeof Reflect.get(globalThis, "photonmark"),
        watch: typeof Reflect.get(globalThis, "photonmarkWatch"),
        opened: window.open("/") === null,
        camera: await attempt(() => navigator.mediaDevices.getUserMedia({ video: true })),
        clipboard: await attempt(() => navigator.clipboard.readText()),
        place: await attempt(
          () => new Promise((yes, no) => navigator.geolocation.getCurrentPosition(yes, no)),
        ),
        notifications: await Notification.requestPermission(),
      };
    });
    expect(found).toEqual({
      require: "undefined",
      process: "undefined",
      bridge: "undefined",
      watch: "undefined",
      opened: true,
      camera: "refused",
      clipboard: "refused",
      place: "refused",
      notifications: "denied",
    });
    expect(await preferencesOf(app, home)).toMatchObject({
      hasDevTools: false,
      title: expect.stringMatching(/^127\.0\.0\.1:\d+ · Your bank$/),
      preferences: { contextIsolation: true, nodeIntegration: false, sandbox: true },
      preload: undefined,
      isPersistent: false,
    });
  });

  test("gets no file onto the disk but a small script, for as long as it is read", async () => {
    const home = await newHome();
    const { app, page } = await start(home, hostile.origin);
    const pages = await open(app, page);
    for (const [name, problem] of [
      ["program", { code: "DOWNLOAD_REFUSED", detail: { path: "setup.exe" } }],
      ["huge script", { code: "BLOCK_TOO_LARGE" }],
      ["empty script", { code: "BLOCK_NOT_FOUND" }],
      ["endless script", { code: "BLOCK_TOO_LARGE" }],
    ] as const) {
      await pages.evaluate((way) => globalThis.go(way), name);
      await waitForDashboard(page, { problem });
      const left = (await filesIn(home)).filter((path) => /\/downloads\/|setup|\.sh/.test(path));
      expect(left, name).toEqual([]);
    }
    await pages.evaluate(() => globalThis.go("script made by the page"));
    await waitForDashboard(page, {
      found: [{ providerId: "photonmark-codex-made", from: "download" }],
      problem: undefined,
    });
  });
});

async function preferencesOf(app: RunningApp, address: string) {
  return app.electron.evaluate(({ BrowserWindow }, url) => {
    const window = BrowserWindow.getAllWindows().find((one) => one.webContents.getURL() === url);
    const contents = window?.webContents as unknown as {
      getLastWebPreferences(): Record<string, unknown>;
      openDevTools(): void;
      isDevToolsOpened(): boolean;
      session: { isPersistent(): boolean };
    };
    contents.openDevTools();
    const preferences = contents.getLastWebPreferences();
    return {
      preferences,
      preload: preferences.preload,
      title: window?.getTitle(),
      hasDevTools: contents.isDevToolsOpened(),
      isPersistent: contents.session.isPersistent(),
    };
  }, address);
}
