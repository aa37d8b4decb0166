import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { type DesktopSession, startDesktopSession } from "./rig/desktopSession.ts";
import { launchApp, type RunningApp } from "./rig/launchApp.ts";
import { processTree } from "./rig/processTree.ts";
import { type ResponsesEndpoint, startResponsesEndpoint } from "./rig/responsesEndpoint.ts";
import { codexProgram, runCodexExec } from "./rig/runCodex.ts";
import { spawnApp } from "./rig/spawnApp.ts";
import { createThrowAwayHome, type ThrowAwayHome } from "./rig/throwAwayHome.ts";
import { startTrayHost, type TrayHost } from "./rig/trayHost.ts";
import { menuEntries } from "./rig/trayMenu.ts";

const tokens = { pay: "pmx-sentinel-pay-0123456789", boost: "pmx-sentinel-boost-9876543210" };
const configFile = ".codex/config.toml";
const names = { pay: "PhotonMark Pay", boost: "PhotonMark Boost" };

let desktop: DesktopSession;
let trayHost: TrayHost;
let endpoint: ResponsesEndpoint;
const cleanUps: (() => unknown)[] = [];

beforeAll(async () => {
  endpoint = await startResponsesEndpoint();
  desktop = await startDesktopSession();
  trayHost = await startTrayHost(desktop.busAddress);
});
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});
afterAll(async () => {
  trayHost?.stop();
  await desktop?.stop();
  await endpoint?.stop();
});

function table(service: keyof typeof tokens): string {
  return [
    `[model_providers.photonmark-codex-${service}]`,
    `name = "${names[service]}"`,
    `base_url = "${endpoint.baseUrl(service)}"`,
    'wire_api = "responses"',
    "requires_openai_auth = false",
    `experimental_bearer_token = "${tokens[service]}"`,
    "",
  ].join("\n");
}

function block(service: keyof typeof tokens): string {
  return `model_provider = "photonmark-codex-${service}"\n\n${table(service)}`;
}

async function newHome(config: string): Promise<ThrowAwayHome> {
  const home = await createThrowAwayHome({ [configFile]: config });
  cleanUps.push(() => home.remove());
  return home;
}

/** The app with the pinned Codex on its path, as a user's shell would have it. */
function launch(home: ThrowAwayHome): {
  desktop: DesktopSession;
  home: ThrowAwayHome;
  path: string;
} {
  return { desktop, home, path: `${join(codexProgram(), "..")}:${process.env.PATH}` };
}

async function start(home: ThrowAwayHome): Promise<{ app: RunningApp; page: Page }> {
  const app = await launchApp(launch(home));
  cleanUps.push(() => app.close());
  return { app, page: await app.firstWindow() };
}

async function nextAuthorization(home: ThrowAwayHome): Promise<string | undefined> {
  const before = endpoint.turns().length;
  const codex = await runCodexExec({ codexHome: home.codexHome, tmpdir: home.file("tmp") });
  expect(codex).toMatchObject({ code: 0 });
  return endpoint.turns()[before]?.authorization;
}

async function waitForConfig(home: ThrowAwayHome, expected: string): Promise<void> {
  await expect.poll(() => home.read(configFile)).toBe(expected);
}

const existing = `# my settings\r\nmodel = "gpt-6" # keep\r\n\r\n[tui]\r\ntheme = 'x'`;

describe("the packaged app", () => {
  test("imports, activates, switches back in the tray and undoes; Codex follows each step", async () => {
    const home = await newHome(`${existing}\r\n\r\n${table("pay").replaceAll("\n", "\r\n")}`);
    await home.write("boost-installer.sh", `#!/bin/bash\ncat <<'EOF'\n${block("boost")}EOF\n`);
    const { app, page } = await start(home);

    // Import through the clipboard, which only the main process reads.
    await app.electron.evaluate(({ clipboard }, text) => clipboard.writeText(text), block("boost"));
    await page.getByRole("button", { name: "Paste from clipboard" }).click();
    const dialog = page.getByRole("dialog", { name: "Import a block" });
    await dialog.getByText("PhotonMark Boost").first().waitFor();
    expect(await home.read(configFile)).not.toContain("boost");
    await dialog.getByRole("switch", { name: /at once/ }).uncheck({ force: true });
    await dialog.getByRole("button", { name: "Add to config.toml" }).click();
    await dialog.waitFor({ state: "hidden" });
    const imported = await home.read(configFile);
    expect(imported.startsWith(existing)).toBe(true);
    expect(imported).toContain(table("boost").replaceAll("\n", "\r\n"));

    // Activate in the window: exactly one value.
    await page.getByRole("button", { name: "Activate PhotonMark Pay" }).click();
    const withPay = imported.replace(
      'model = "gpt-6" # keep\r\n',
      'model = "gpt-6" # keep\r\nmodel_provider = "photonmark-codex-pay"\r\n',
    );
    await waitForConfig(home, withPay);
    expect(await nextAuthorization(home)).toBe(`Bearer ${tokens.pay}`);
    await page.getByRole("button", { name: "Activate PhotonMark Boost" }).click();
    const withBoost = withPay.replace('= "photonmark-codex-pay"', '= "photonmark-codex-boost"');
    await waitForConfig(home, withBoost);
    expect(await nextAuthorization(home)).toBe(`Bearer ${tokens.boost}`);
    await page.getByText("Codex accepts this file").waitFor();

    // Switch back through the real tray menu.
    const item = await trayHost.waitForItem(app.pid);
    const menu = await item.menu();
    const before = await menu.waitFor((root) =>
      menuEntries(root).some(
        ({ label, toggleState }) => label === names.boost && toggleState === 1,
      ),
    );
    expect(menuEntries(before).filter(({ toggleType }) => toggleType === "radio")).toMatchObject([
      { label: names.pay, toggleState: 0 },
      { label: names.boost, toggleState: 1 },
    ]);
    await menu.clickLabel(names.pay);
    await waitForConfig(home, withPay);
    await menu.waitFor((root) =>
      menuEntries(root).some(({ label, toggleState }) => label === names.pay && toggleState === 1),
    );
    expect((await item.look()).toolTip).toBe(`Codex uses ${names.pay}`);
    expect(await nextAuthorization(home)).toBe(`Bearer ${tokens.pay}`);
    await page.getByRole("button", { name: "Activate PhotonMark Boost" }).waitFor();

    // Undo, byte for byte.
    await menu.clickLabel("Undo last switch");
    await waitForConfig(home, withBoost);
    expect(await nextAuthorization(home)).toBe(`Bearer ${tokens.boost}`);

    await expectNoSecretOutside(home, app, page);
  });

  test("reads an installer script that is opened, and never runs it", async () => {
    const home = await newHome("");
    const script = `#!/bin/bash\ntouch '${home.file("was-run")}'\ncat > config.toml <<'EOF'\n${block("pay")}EOF\n`;
    await home.write("install.sh", script);
    const { app, page } = await start(home);
    await app.electron.evaluate(({ dialog }, path) => {
      dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [path] });
    }, home.file("install.sh"));
    await page.getByRole("button", { name: "Open file…" }).click();
    const dialog = page.getByRole("dialog", { name: "Import a block" });
    await dialog.getByRole("button", { name: "Add to config.toml" }).click();
    await waitForConfig(home, block("pay"));
    expect(await nextAuthorization(home)).toBe(`Bearer ${tokens.pay}`);
    await expect(stat(home.file("was-run"))).rejects.toThrow("ENOENT");
  });

  test("takes a file that is dropped on the window", async () => {
    const home = await newHome("");
    await home.write("block.toml", block("pay"));
    const { page } = await start(home);
    await page.getByRole("button", { name: "Open file…" }).waitFor();
    await page.evaluate(() => {
      const input = Object.assign(document.createElement("input"), { type: "file", id: "chosen" });
      document.body.append(input);
    });
    // A file chosen in an input has a path, as one dragged from the desktop has.
    await page.locator("#chosen").setInputFiles(home.file("block.toml"));
    await page.evaluate(() => {
      const input = document.querySelector<HTMLInputElement>("#chosen");
      const dataTransfer = new DataTransfer();
      for (const file of input?.files ?? []) dataTransfer.items.add(file);
      input?.remove();
      for (const type of ["dragenter", "dragover", "drop"])
        document.body.dispatchEvent(
          new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }),
        );
    });
    await page.getByRole("dialog").getByRole("button", { name: "Add to config.toml" }).click();
    await waitForConfig(home, block("pay"));
  });

  test("shows what another program writes, and what Codex refuses", async () => {
    const home = await newHome(block("pay"));
    const { page } = await start(home);
    await page.getByText("Codex accepts this file").waitFor();
    await home.write(configFile, `${block("pay")}\n${table("boost")}`);
    await page.getByRole("button", { name: "Activate PhotonMark Boost" }).waitFor();
    await home.write(
      configFile,
      `${block("pay")}wire_api = "chat"\n`.replace('wire_api = "responses"\n', ""),
    );
    await page
      .getByText(/photonmark-codex-pay.* asks for the “chat” interface/)
      .first()
      .waitFor();
    await home.write(configFile, `${block("pay")}[broken\n`);
    await page
      .getByText(/^Line \d+ is not valid TOML/)
      .first()
      .waitFor();
  });

  test("refuses what was previewed once the file has changed", async () => {
    const home = await newHome(`${block("pay")}\n${table("boost")}`);
    const { page } = await start(home);
    await page.getByRole("button", { name: "More about PhotonMark Boost" }).click();
    await page.getByRole("menuitem", { name: "Preview…" }).click();
    const dialog = page.getByRole("dialog", { name: "Activate PhotonMark Boost" });
    await dialog.getByText("Codex will use PhotonMark Boost instead of PhotonMark Pay").waitFor();
    const change = '{ kind: "activate", providerId: "photonmark-codex-boost" }';
    const shown = await page.evaluate(`window.photonmark.preview({ change: ${change} })`);
    const theirs = `# theirs\n${block("pay")}\n${table("boost")}`;
    await home.write(configFile, theirs);
    // What the button asks for; the button itself may already ask for what the watcher has shown meanwhile.
    const { expected } = (shown as { value: { expected: object } }).value;
    const input = `{ change: ${change}, expected: ${JSON.stringify(expected)} }`;
    expect(await page.evaluate(`window.photonmark.change(${input})`)).toMatchObject({
      ok: false,
      code: "CONFIG_CHANGED",
    });
    expect(await home.read(configFile)).toBe(theirs);
    await dialog.getByText("config.toml changed in the meantime").waitFor();
    await dialog.getByRole("button", { name: "Activate", exact: true }).click();
    await waitForConfig(home, theirs.replace("codex-pay", "codex-boost"));
  });

  test("starts once, in the tray alone when asked, and shows its window on a second start", async () => {
    const home = await newHome(block("pay"));
    const app = await launchApp({ ...launch(home), args: ["--hidden"] });
    cleanUps.push(() => app.close());
    await trayHost.waitForItem(app.pid);
    expect(app.electron.windows()).toHaveLength(0);
    const second = spawnApp(launch(home));
    expect((await second.ended).code).toBe(0);
    const page = await app.firstWindow();
    expect(trayHost.items()).toHaveLength(1);
    await page.close();
    const item = await trayHost.waitForItem(app.pid);
    await (await item.menu()).clickLabel("Quit");
    await trayHost.waitForNoItem(app.pid);
  });

  test("speaks Chinese at once when asked to, in window and tray", async () => {
    const home = await newHome(block("pay"));
    const { app, page } = await start(home);
    await page.getByRole("button", { name: "Settings" }).click();
    await page.getByText("简体中文").click();
    await page.getByRole("heading", { name: "设置" }).waitFor();
    const menu = await (await trayHost.waitForItem(app.pid)).menu();
    await menu.waitFor((root) => menuEntries(root).some(({ label }) => label.includes("退出")));
  });
});

describe("the page", () => {
  test("is locked in: no Node, no eval, no network, no navigation, no windows", async () => {
    const home = await newHome(block("pay"));
    const { app, page } = await start(home);
    const found = await page.evaluate(async () => {
      const attempt = async (work: () => unknown) => {
        try {
          await work();
          return "allowed";
        } catch {
          return "refused";
        }
      };
      return {
        require: typeof Reflect.get(globalThis, "require"),
        process: typeof Reflect.get(globalThis, "process"),
        fetch: await attempt(() => fetch("http://127.0.0.1:9/")),
        opened: window.open("https://example.com") === null,
        camera: await attempt(() => navigator.mediaDevices.getUserMedia({ video: true })),
        clipboard: await attempt(() => navigator.clipboard.readText()),
      };
    });
    expect(found).toEqual({
      require: "undefined",
      process: "undefined",
      fetch: "refused",
      opened: true,
      camera: "refused",
      clipboard: "refused",
    });
    // Code from text is tried from a timer and a script tag: what the test itself evaluates is exempt from the policy.
    const violated = await page.evaluate(
      () =>
        new Promise<string[]>((resolve) => {
          const seen: string[] = [];
          document.addEventListener("securitypolicyviolation", ({ blockedURI }) => {
            seen.push(blockedURI);
            if (seen.length === 2) resolve(seen.toSorted());
          });
          setTimeout("globalThis.wasEvaluated = true");
          const script = document.createElement("script");
          script.textContent = "globalThis.wasEvaluated = true";
          document.head.append(script);
        }),
    );
    expect(violated).toEqual(["eval", "inline"]);
    expect(await page.evaluate("globalThis.wasEvaluated")).toBeUndefined();
    await page.evaluate(() => {
      location.href = "https://example.com/";
    });
    expect(page.url()).toBe("app://bundle/index.html");
    const { preferences, hasDevTools } = await app.electron.evaluate(({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents as unknown as {
        getLastWebPreferences(): Record<string, unknown>;
        openDevTools(): void;
        isDevToolsOpened(): boolean;
      };
      contents.openDevTools();
      return {
        preferences: contents.getLastWebPreferences(),
        hasDevTools: contents.isDevToolsOpened(),
      };
    });
    expect(hasDevTools).toBe(false);
    expect(preferences).toMatchObject({
      contextIsolation: true,
      nodeIntegration: false,
      sandbox: true,
      webSecurity: true,
    });
  });
});

/** Looks for the tokens everywhere but in config.toml and its backups. */
async function expectNoSecretOutside(
  home: ThrowAwayHome,
  app: RunningApp,
  page: Page,
): Promise<void> {
  const places = new Map<string, string>([
    ["stdout", app.stdout()],
    ["stderr", app.stderr()],
    ["the page", await page.content()],
    ["the page's state", JSON.stringify(await page.evaluate("window.photonmark.getState()"))],
    ["the page's config", JSON.stringify(await page.evaluate("window.photonmark.readConfig({})"))],
    ["the page's storage", await page.evaluate(() => JSON.stringify({ ...localStorage }))],
  ]);
  for (const pid of processTree(app.pid))
    places.set(`argv of ${pid}`, await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => ""));
  for (const file of await readdir(home.path, { recursive: true, withFileTypes: true })) {
    const path = join(file.parentPath, file.name);
    const isCodexHome = path.startsWith(home.file(".codex/"));
    const isInput = path === home.file("boost-installer.sh");
    if (file.isFile() && !isCodexHome && !isInput)
      places.set(path, await readFile(path, "latin1").catch(() => ""));
  }
  const leaks = [...places]
    .filter(([, text]) => Object.values(tokens).some((token) => text.includes(token)))
    .map(([place]) => place);
  expect(leaks).toEqual([]);
}
