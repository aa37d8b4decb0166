import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { codexVersion } from "../../build/codexVersion.mjs";
import { electronRuntime } from "../bench/electronRuntime.ts";
import { type StagedApp, stageBareApp } from "../bench/stageBareApp.ts";
import { type DesktopSession, startDesktopSession } from "./rig/desktopSession.ts";
import { launchApp } from "./rig/launchApp.ts";
import { processTree } from "./rig/processTree.ts";
import { ANSWER, startResponsesEndpoint } from "./rig/responsesEndpoint.ts";
import { runCodex, runCodexDoctor, runCodexExec, runCodexStartupCheck } from "./rig/runCodex.ts";
import { openSecretService } from "./rig/secretService.ts";
import { spawnApp } from "./rig/spawnApp.ts";
import { createThrowAwayHome, type ThrowAwayHome } from "./rig/throwAwayHome.ts";
import { startTrayHost, type TrayHost } from "./rig/trayHost.ts";
import { type MenuNode, menuEntries } from "./rig/trayMenu.ts";

// The rig proven against the bare app: when one of the product's end-to-end tests fails,
// this file says whether the tools or the product broke.

let desktop: DesktopSession;
let trayHost: TrayHost;
let bareApp: StagedApp;
const cleanUps: (() => unknown)[] = [];

beforeAll(async () => {
  bareApp = await stageBareApp(await electronRuntime());
  desktop = await startDesktopSession();
  trayHost = await startTrayHost(desktop.busAddress);
});

afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

afterAll(async () => {
  trayHost?.stop();
  await desktop?.stop();
  await bareApp?.remove();
});

async function newHome(files: Record<string, string> = {}): Promise<ThrowAwayHome> {
  const home = await createThrowAwayHome(files);
  cleanUps.push(() => home.remove());
  return home;
}

describe("the tray of a real Electron app", () => {
  it("is registered, shown, read, clicked and gone again", async () => {
    const app = spawnApp({ desktop, home: await newHome(), program: bareApp.program });
    cleanUps.push(() => app.stop());

    const item = await trayHost.waitForItem(app.pid);
    const look = await item.look();
    expect(look.toolTip).toBe("Bare app");
    expect(look.iconPixmaps[0]).toMatchObject({ width: 22, height: 22 });
    expect(look.iconPixmaps[0]?.argb).toHaveLength(22 * 22 * 4);

    const menu = await item.menu();
    const before = await menu.waitFor((root) => find(root, "Marked") !== undefined);
    expect(find(before, "Marked")).toMatchObject({
      toggleType: "checkmark",
      toggleState: 0,
      enabled: true,
    });
    expect(menuEntries(before).map(({ label }) => label)).toEqual(
      expect.arrayContaining(["Marked", "Open", "Quit"]),
    );

    await menu.aboutToShow(0);
    await menu.clickLabel("Marked");
    const after = await menu.waitFor((root) => find(root, "Marked")?.toggleState === 1);
    expect(menuEntries(after).map(({ label }) => label)).toEqual(
      menuEntries(before).map(({ label }) => label),
    );
    // Electron renumbers a menu that is set again; a click on an old number is refused.
    await expect(menu.click(find(before, "Open")?.id ?? 0)).rejects.toThrow(/Event/);
    await expect(menu.waitFor((root) => find(root, "Missing") !== undefined, 200)).rejects.toThrow(
      /\[x\] Marked/,
    );

    await menu.clickLabel("Quit");
    expect(await app.ended).toEqual({ code: 0, signal: null });
    await trayHost.waitForNoItem(app.pid);
  });

  it("opens the window on a left click, with Playwright attached", async () => {
    const app = await launchApp({ desktop, home: await newHome(), program: bareApp.program });
    cleanUps.push(() => app.close());
    const item = await trayHost.waitForItem(app.pid);
    expect(app.electron.windows()).toHaveLength(0);

    await item.activate();
    const page = await app.firstWindow();
    expect(await page.getByRole("heading").textContent()).toBe("Bare window");

    await app.electron.evaluate(({ clipboard }) => clipboard.writeText("pmx-sentinel-clip"));
    expect(await app.clipboardText()).toBe("pmx-sentinel-clip");

    const tree = processTree(app.pid);
    expect(tree.length).toBeGreaterThan(2);
    await app.close();
    expect(processTree(app.pid)).toEqual([]);
  });
});

describe("the keyring", () => {
  it("stores and finds secrets", async () => {
    const secrets = await openSecretService(desktop.busAddress);
    cleanUps.push(() => secrets.close());
    const attributes = { service: "rig", account: "somebody" };
    await secrets.store("rig", attributes, "pmx-sentinel-secret");
    expect(await secrets.find(attributes)).toEqual(["pmx-sentinel-secret"]);
    expect(await secrets.find({ service: "rig", account: "nobody" })).toEqual([]);
  });

  it("can be left out", async () => {
    const bare = await startDesktopSession({ keyring: false });
    cleanUps.push(() => bare.stop());
    await expect(openSecretService(bare.busAddress)).rejects.toThrow(/org\.freedesktop\.secrets/);
  });
});

describe("the real Codex", () => {
  it("is the pinned one", async () => {
    const { codexHome } = await newHome();
    const version = { code: 0, stdout: `codex-cli ${codexVersion}\n` };
    expect(await runCodex(["--version"], { codexHome })).toMatchObject(version);
  });

  it("is answered by the endpoint and sends the active provider's token", async () => {
    const endpoint = await startResponsesEndpoint();
    cleanUps.push(() => endpoint.stop());
    const table = (id: string) => `[model_providers.${id}]
name = "${id}"
base_url = "${endpoint.baseUrl(id)}"
wire_api = "responses"
experimental_bearer_token = "pmx-sentinel-${id}"
`;
    const config = `model_provider = "boost"\n\n${table("pay")}\n${table("boost")}`;
    const home = await newHome({ ".codex/config.toml": config });
    const run = { codexHome: home.codexHome, tmpdir: home.file("tmp") };

    expect(await runCodexExec(run)).toMatchObject({ code: 0, stdout: `${ANSWER}\n` });
    expect(endpoint.turns()).toMatchObject([
      {
        path: "/boost/v1/responses",
        authorization: "Bearer pmx-sentinel-boost",
        originator: "codex_exec",
      },
    ]);

    expect((await runCodexStartupCheck(run)).code).toBe(0);
    const doctor = JSON.parse((await runCodexDoctor(run)).stdout);
    expect(doctor.checks["config.load"].details["model provider"]).toBe("boost");

    await home.write(".codex/config.toml", `model_provider = "pay"\n${config}`);
    const broken = await runCodexStartupCheck(run);
    expect(broken.code).toBe(1);
    expect(JSON.parse(broken.stdout).error.data).toMatchObject({ reason: "configLoad", line: 2 });
    expect(await home.read(".codex/config.toml")).toContain("pmx-sentinel-pay");
  });
});

function find(root: MenuNode, label: string): MenuNode | undefined {
  return menuEntries(root).find((node) => node.label === label);
}
