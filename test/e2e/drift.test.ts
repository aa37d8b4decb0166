import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import type { PhotonmarkBridge } from "../../app/bridge.ts";
import { type DesktopSession, startDesktopSession } from "./rig/desktopSession.ts";
import { launchApp } from "./rig/launchApp.ts";
import { type NotificationHost, startNotificationHost } from "./rig/notificationHost.ts";
import { runCodex } from "./rig/runCodex.ts";
import { createThrowAwayHome, type ThrowAwayHome } from "./rig/throwAwayHome.ts";
import { startTrayHost, type TrayHost } from "./rig/trayHost.ts";
import { menuEntries } from "./rig/trayMenu.ts";

declare global {
  var photonmark: PhotonmarkBridge<File>;
}

const configFile = ".codex/config.toml";
const token = "pmx-sentinel-0123456789";
const table = `[model_providers.photonmark-codex-pay]
name = "PhotonMark Pay"
base_url = "http://127.0.0.1:9/pay/v1"
experimental_bearer_token = "${token}"
`;
const config = `# mine\nmodel_provider = "photonmark-codex-pay"\n\n${table}`;
/** What a program makes of the file that knows one provider only. */
const taken =
  '# theirs\nmodel_provider = "custom"\n\n[model_providers.custom]\nname = "C"\nbase_url = "http://127.0.0.1:9/c"\n';
const title = "Another program has changed config.toml";

let desktop: DesktopSession;
let trayHost: TrayHost;
let host: NotificationHost;
const cleanUps: (() => unknown)[] = [];

beforeAll(async () => {
  desktop = await startDesktopSession();
  trayHost = await startTrayHost(desktop.busAddress);
  host = await startNotificationHost(desktop.busAddress);
});
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});
afterAll(async () => {
  host?.stop();
  trayHost?.stop();
  await desktop?.stop();
});

async function newHome(): Promise<ThrowAwayHome> {
  const home = await createThrowAwayHome({ [configFile]: config });
  cleanUps.push(() => home.remove());
  return home;
}

async function start(home: ThrowAwayHome, args: readonly string[] = []) {
  const app = await launchApp({ desktop, home, args });
  let isOpen = true;
  const close = async () => {
    if (isOpen) await app.close();
    isOpen = false;
  };
  cleanUps.push(close);
  const page = await app.firstWindow();
  return {
    app,
    page,
    close,
    notice: page.getByRole("region", { name: "A change by another program" }),
  };
}

const baselineIn = (home: ThrowAwayHome) =>
  join(home.codexHome, "backups/photonmark-baseline.json");

/** Another program, in a process of its own, puts its file in place of the one that is there. */
async function swap(home: ThrowAwayHome, content: string): Promise<void> {
  await home.write("theirs.toml", content);
  const script = "const [from, to] = process.argv.slice(1); require('fs').renameSync(from, to);";
  const child = spawn(process.execPath, [
    "-e",
    script,
    home.file("theirs.toml"),
    home.file(configFile),
  ]);
  await once(child, "exit");
}

const told = () => host.sent().filter((one) => one.title === title).length;

test("another program's swap is told once within a second, previewed and put back; Codex's own writes are not", async () => {
  const before = told();
  const home = await newHome();
  const { app, page, notice } = await start(home);
  await page.getByText("PhotonMark Pay").first().waitFor();
  await expect
    .poll(() =>
      stat(baselineIn(home)).then(
        ({ mode }) => mode & 0o777,
        () => 0,
      ),
    )
    .toBe(0o600);

  // Codex itself, and then a rewrite as its own interface makes it: the same content, other line breaks.
  const run = { codexHome: home.codexHome, tmpdir: home.file("tmp") };
  for (const args of [
    ["mcp", "add", "new", "--", "true"],
    ["features", "enable", "goals"],
  ])
    expect((await runCodex(args, run)).code).toBe(0);
  const ours = await home.read(configFile);
  expect(ours).toContain("[mcp_servers.new]");
  await writeFile(
    home.file("tui.toml"),
    `${ours.replaceAll("\n", "\r\n")}\r\n[tui]\r\nx = true\r\n`,
  );
  await rename(home.file("tui.toml"), home.file(configFile));
  const state = () => page.evaluate(() => photonmark.getState());
  const read = async (text: string) => {
    const reply = await page.evaluate(() => photonmark.readConfig({}));
    return reply.ok && reply.value.text.includes(text);
  };
  await expect.poll(() => read("[tui]")).toBe(true);
  // A command goes after the look at the file that the watch has asked for.
  await page.evaluate(() => photonmark.checkDrift({}));
  expect((await state()).drift).toBeUndefined();
  expect(await notice.count()).toBe(0);
  expect(told()).toBe(before);

  await swap(home, taken);
  await notice.waitFor();
  await notice.getByText("Codex now uses “C” instead of photonmark-codex-pay.").waitFor();
  await notice.getByText("The block of photonmark-codex-pay is gone.").waitFor();
  expect((await host.waitFor(title)).body).toContain("Codex now uses “C”");
  expect(JSON.stringify([host.sent(), await state()])).not.toContain(token);
  const menu = await (await trayHost.waitForItem(app.pid)).menu();
  const entry = "config.toml was changed by another program…";
  await menu.waitFor((root) => menuEntries(root).some(({ label }) => label === entry));

  await notice.getByRole("button", { name: "Put it back…" }).click();
  const dialog = page.getByRole("dialog", { name: "Put back what was changed?" });
  await dialog.getByText('model_provider = "photonmark-codex-pay"').waitFor();
  expect(await page.content()).not.toContain(token);
  await dialog.getByRole("button", { name: "Put back" }).click();
  await notice.waitFor({ state: "detached" });
  const repaired = await home.read(configFile);
  expect(repaired).toContain('# theirs\nmodel_provider = "photonmark-codex-pay"');
  expect(repaired).toContain(table);
  expect(repaired).toContain("[model_providers.custom]");
  expect(told()).toBe(before + 1);
});

test("a swap while the program was not running is noticed at the start, told once, and left so", async () => {
  const home = await newHome();
  const first = await start(home);
  await expect.poll(() => readFile(baselineIn(home), "utf8").catch(() => "")).toMatch(/base_url/);
  expect(await readFile(baselineIn(home), "utf8")).not.toMatch(/sentinel|127\.0\.0\.1/);
  await expect.poll(() => home.backups()).toEqual([config]);
  await first.close();
  await swap(home, taken);
  const before = told();

  const second = await start(home);
  await second.notice.waitFor();
  await expect.poll(told).toBe(before + 1);
  await second.close();

  const third = await start(home);
  await third.notice.waitFor();
  await third.notice.getByRole("button", { name: "Leave it so" }).click();
  await third.notice.waitFor({ state: "detached" });
  expect(told()).toBe(before + 1);
  expect(await home.read(configFile)).toBe(taken);
  await third.close();

  const fourth = await start(home);
  await fourth.page
    .getByText("“C”")
    .or(fourth.page.getByText("C", { exact: true }))
    .first()
    .waitFor();
  await fourth.page.evaluate(() => photonmark.checkDrift({}));
  expect(await fourth.notice.count()).toBe(0);
});

test("a swap is told where the backups are gone, with what cannot be put back", async () => {
  const home = await newHome();
  const first = await start(home);
  await expect.poll(() => home.backups()).toEqual([config]);
  await rm(join(home.codexHome, "backups/photonmark"), { recursive: true });
  await swap(home, taken);
  await first.notice.getByText("The block of photonmark-codex-pay is gone.").waitFor();
  await first.notice
    .getByText("No backup has photonmark-codex-pay as it was, so that cannot be put back.")
    .waitFor();
  await first.notice.getByRole("button", { name: "Put it back…" }).click();
  const dialog = first.page.getByRole("dialog", { name: "Put back what was changed?" });
  await dialog
    .getByText("No backup has what was changed as it was before, so it cannot be put back.")
    .waitFor();
  expect(await home.read(configFile)).toBe(taken);
});
