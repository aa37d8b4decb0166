import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { defaultSettings } from "../../app/settings.ts";
import { fileBlockSource } from "../../main/adapters/blocks/fileBlockSource.ts";
import { readStandardInput } from "../../main/adapters/blocks/readBlockFile.ts";
import { homeFolder } from "../../main/adapters/home/homeFolder.ts";
import { createFileSettingsStore } from "../../main/adapters/settings/fileSettingsStore.ts";
import { settingsFolder } from "../../main/adapters/settings/settingsFolder.ts";
import { freeze, skipUnless } from "./rig/rootOnly.ts";
import { temporaryFolder } from "./rig/temporaryFolder.ts";
import { expectFailure } from "./rig/testHome.ts";

const settings = {
  ...defaultSettings,
  language: "zh-CN",
  theme: "dark",
  zoom: 125,
  codexPath: "/opt/codex",
  codexDesktopPath: "/opt/codex-desktop",
  windowBounds: { x: -10, y: 20, width: 900, height: 600 },
  isMaximized: false,
  dashboard: "",
} as const;

describe("settings", () => {
  test("are the defaults before any were written, and nothing is made", () => {
    const folder = join(temporaryFolder(), "a");
    expect(createFileSettingsStore(folder).read()).toEqual(defaultSettings);
    expect(readdirSync(join(folder, ".."))).toEqual([]);
  });

  test("are kept, in a private file in a folder made for it", () => {
    const folder = join(temporaryFolder(), "a", "b");
    createFileSettingsStore(folder).write(settings);
    createFileSettingsStore(folder).write({ ...settings, theme: "light" });
    expect(createFileSettingsStore(folder).read()).toEqual({ ...settings, theme: "light" });
    expect(readdirSync(folder)).toEqual(["settings.json"]);
    expect(statSync(join(folder, "settings.json")).mode & 0o777).toBe(0o600);
  });

  test.each([
    ["", defaultSettings],
    ["{", defaultSettings],
    ["[]", defaultSettings],
    ["null", defaultSettings],
    ['{"lowBalancePercent":51,"notifications":0}', defaultSettings],
    ['{"lowBalancePercent":0}', defaultSettings],
    ['{"lowBalancePercent":"20"}', defaultSettings],
    [
      '{"lowBalancePercent":20,"notifications":false}',
      { ...defaultSettings, lowBalancePercent: 20, notifications: false },
    ],
    ['{"theme":"dark","language":5,"unknown":true}', { ...defaultSettings, theme: "dark" }],
  ])("are read from %j as far as they make sense", (content, expected) => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, "settings.json"), content);
    expect(createFileSettingsStore(folder).read()).toEqual(expected);
  });

  test("are the defaults when there is a folder in their place", () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, "settings.json"));
    expect(createFileSettingsStore(folder).read()).toEqual(defaultSettings);
  });

  test("that cannot be written leave the old ones", async (context) => {
    const folder = temporaryFolder();
    const store = createFileSettingsStore(folder);
    store.write(settings);
    freeze(context, folder);
    const write = async () => store.write(defaultSettings);
    await expectFailure(write(), "SETTINGS_NOT_SAVED");
    expect(store.read()).toEqual(settings);
    expect(readdirSync(folder)).toEqual(["settings.json"]);
  });
});

describe("a block from a file", () => {
  const read = (path: string) => fileBlockSource.fromPath(path);

  test("is its bytes", async () => {
    const path = join(temporaryFolder(), "block.toml");
    writeFileSync(path, Buffer.from([0xff, 0xfe, 0x00]));
    expect([...(await read(path))]).toEqual([0xff, 0xfe, 0x00]);
  });

  test("may have 1 MB and not more", async () => {
    const path = join(temporaryFolder(), "block.toml");
    writeFileSync(path, Buffer.alloc(1024 * 1024));
    expect(await read(path)).toHaveLength(1024 * 1024);
    writeFileSync(path, Buffer.alloc(1024 * 1024 + 1));
    await expectFailure(read(path), "BLOCK_TOO_LARGE");
  });

  test("must be there, and be a file", async () => {
    const folder = temporaryFolder();
    await expectFailure(read(join(folder, "missing")), "FILE_NOT_FOUND");
    await expectFailure(read(folder), "FILE_UNREADABLE");
    await expectFailure(read("/dev/zero"), "FILE_UNREADABLE");
  });

  test("is not waited for in a pipe nobody writes to", async (context) => {
    const pipe = join(temporaryFolder(), "pipe");
    skipUnless(
      context,
      spawnSync("sh", ["-c", `mkfifo "${pipe}"`]).status === 0,
      "mkfifo is missing",
    );
    await expectFailure(read(pipe), "FILE_UNREADABLE");
  });

  test("may come through standard input, and is not read to the end when it is too large", async () => {
    async function* input(chunks: number) {
      for (let chunk = 0; chunk < chunks; chunk += 1) yield Buffer.alloc(1024, chunk % 256);
    }
    const bytes = await readStandardInput(input(1024));
    expect(bytes).toHaveLength(1024 * 1024);
    expect(bytes.at(-1)).toBe(255);
    await expectFailure(readStandardInput(input(Number.POSITIVE_INFINITY)), "BLOCK_TOO_LARGE");
  });

  test("has neither clipboard nor dialog in a terminal", async () => {
    await expectFailure(fileBlockSource.fromClipboard(), "CLIPBOARD_EMPTY");
    expect(await fileBlockSource.fromDialog()).toBeUndefined();
  });
});

describe("folders", () => {
  test.each([
    [{ CODEX_HOME: "/a" }, "/b", "/b"],
    [{ CODEX_HOME: "/a/../c" }, undefined, "/a/../c"],
    [{ CODEX_HOME: "" }, undefined, join(homedir(), ".codex")],
    [{}, undefined, join(homedir(), ".codex")],
    [{ CODEX_HOME: "/a" }, "", "/a"],
  ])("the home for %j and the option %j is %s", (env, option, expected) => {
    expect(homeFolder(env, option)).toBe(expected);
  });

  test.each([
    ["linux", { XDG_CONFIG_HOME: "/x" }, "/x"],
    ["linux", {}, join(homedir(), ".config")],
    ["darwin", { XDG_CONFIG_HOME: "/x" }, join(homedir(), "Library", "Application Support")],
    ["win32", { APPDATA: "/r" }, "/r"],
    ["win32", {}, join(homedir(), "AppData", "Roaming")],
  ] as const)("the settings on %s with %j are below %s", (platform, env, expected) => {
    expect(settingsFolder(env, platform)).toBe(join(expected, "photonmark-codex"));
  });
});
