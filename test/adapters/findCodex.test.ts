import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { delimiter, dirname, isAbsolute, join, relative } from "node:path";
import { describe, expect, test } from "vitest";
import { codexCommand } from "../../main/adapters/codex/codexCommand.ts";
import { findCodex } from "../../main/adapters/codex/findCodex.ts";
import { temporaryFolder } from "./rig/temporaryFolder.ts";

/** A user's folder with programs in it. */
function userWith(...programs: readonly string[]) {
  const homeFolder = temporaryFolder();
  for (const program of programs) install(join(homeFolder, program));
  const find = (platform: NodeJS.Platform, env: NodeJS.ProcessEnv = {}) =>
    findCodex({ env, homeFolder, platform })?.path.slice(homeFolder.length + 1);
  return { homeFolder, find };
}

function install(path: string, mode = 0o755): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, "");
  chmodSync(path, mode);
}

describe("finding Codex", () => {
  test("takes the first one on PATH that may be run", () => {
    const { homeFolder, find } = userWith("b/codex", "c/codex", ".local/bin/codex");
    install(join(homeFolder, "a/codex"), 0o644);
    mkdirSync(join(homeFolder, "d/codex"), { recursive: true });
    const PATH = ["d", "a", "missing", "b", "c"].map((name) => join(homeFolder, name));
    expect(find("linux", { PATH: PATH.join(delimiter) })).toBe("b/codex");
  });

  test.each([
    ".npm-global/bin/codex",
    ".local/bin/codex",
    ".volta/bin/codex",
    ".nvm/versions/node/v22.1.0/bin/codex",
    ".local/share/pnpm/codex",
    ".bun/bin/codex",
    ".vscode/extensions/openai.chatgpt-1.2.3/bin/linux-x86_64/codex",
    ".cursor/extensions/openai.chatgpt-1.2.3-universal/bin/linux-x86_64/codex",
    ".windsurf/extensions/openai.chatgpt-1.2.3/bin/linux-x86_64/codex",
  ])("knows ~/%s on Linux", (program) => {
    expect(userWith(program).find("linux", { PATH: "/nonexistent" })).toBe(program);
  });

  test.each([
    "Library/pnpm/codex",
    "Applications/ChatGPT.app/Contents/Resources/codex",
    "Applications/Codex.app/Contents/Resources/codex",
    ".vscode/extensions/openai.chatgpt-1.2.3/bin/macos-aarch64/codex",
  ])("knows ~/%s on macOS", (program) => {
    expect(userWith(program).find("darwin")).toBe(program);
  });

  test.each([
    "AppData/Roaming/npm/codex.exe",
    "AppData/Local/Volta/bin/codex.exe",
    "AppData/Local/pnpm/codex.exe",
    ".bun/bin/codex.exe",
    "AppData/Local/OpenAI/Codex/bin/codex.exe",
    "AppData/Local/OpenAI/Codex/bin/0a1b2c/codex.exe",
    ".vscode/extensions/openai.chatgpt-1.2.3/bin/windows-x86_64/codex.exe",
  ])("knows ~/%s on Windows", (program) => {
    expect(userWith(program).find("win32")).toBe(program);
  });

  test.each([
    ["npm_config_prefix", "prefix/bin/codex", "prefix"],
    ["VOLTA_HOME", "volta/bin/codex", "volta"],
    ["NVM_DIR", "nvm/versions/node/v20.0.0/bin/codex", "nvm"],
    ["PNPM_HOME", "pnpm/codex", "pnpm"],
    ["BUN_INSTALL", "bun/bin/codex", "bun"],
  ])("goes by %s", (variable, program, folder) => {
    const { homeFolder, find } = userWith(program);
    expect(find("linux", { [variable]: join(homeFolder, folder) })).toBe(program);
  });

  test("takes the newest of several versions, by number", () => {
    const version = (name: string) => `.nvm/versions/node/${name}/bin/codex`;
    const { find } = userWith(version("v9.11.2"), version("v22.9.0"), version("v22.10.0"));
    expect(find("linux")).toBe(version("v22.10.0"));
    const extension = (name: string) =>
      `.vscode/extensions/openai.chatgpt-${name}/bin/linux-x86_64/codex`;
    const editor = userWith(extension("0.4.9"), extension("0.4.71"));
    expect(editor.find("linux")).toBe(extension("0.4.71"));
  });

  test("passes over what it cannot run, such as pnpm's and Yarn's batch files", () => {
    const program = `node_modules/@openai/codex/node_modules/@openai/codex-win32-${process.arch}/vendor/triple/bin/codex.exe`;
    const { homeFolder, find } = userWith(
      "pnpm/codex.cmd",
      "yarn/codex.cmd",
      "AppData/Roaming/npm/codex.cmd",
      `AppData/Roaming/npm/${program}`,
    );
    const PATH = ["pnpm", "yarn"].map((name) => join(homeFolder, name)).join(delimiter);
    expect(find("win32", { PATH })).toBe("AppData/Roaming/npm/codex.cmd");
    expect(findCodex({ env: { PATH }, homeFolder, platform: "win32" })?.command).toEqual({
      path: join(homeFolder, "AppData/Roaming/npm", program),
      args: [],
    });
  });

  test("gives a whole path for a folder on PATH without one", () => {
    const { homeFolder } = userWith("tools/codex");
    const PATH = relative(process.cwd(), join(homeFolder, "tools"));
    expect(isAbsolute(PATH)).toBe(false);
    const path = join(homeFolder, "tools/codex");
    expect(findCodex({ env: { PATH }, homeFolder, platform: "linux" })).toEqual({
      path,
      command: { path, args: [] },
    });
  });

  test("takes no program of another system", () => {
    const extension = ".vscode/extensions/openai.chatgpt-1.2.3/bin";
    expect(userWith(`${extension}/macos-aarch64/codex`).find("linux")).toBeUndefined();
    expect(userWith(".local/bin/codex.exe").find("linux")).toBeUndefined();
  });
});

describe("running Codex", () => {
  const arch = process.arch;

  test("starts the program behind npm's script", () => {
    const root = temporaryFolder();
    const modules = join(root, "lib/node_modules/@openai");
    install(join(modules, "codex/bin/codex.js"));
    mkdirSync(join(root, "bin"));
    symlinkSync("../lib/node_modules/@openai/codex/bin/codex.js", join(root, "bin/codex"));
    const script = join(root, "bin/codex");
    expect(codexCommand(script, "linux")).toEqual({ path: script, args: [] });

    const beside = join(modules, `codex-linux-${arch}/vendor/some-triple/bin/codex`);
    install(beside);
    expect(codexCommand(script, "linux")).toEqual({ path: beside, args: [] });

    const inside = join(
      modules,
      `codex/node_modules/@openai/codex-linux-${arch}/vendor/some-triple/bin/codex`,
    );
    install(inside);
    expect(codexCommand(script, "linux")).toEqual({ path: inside, args: [] });
  });

  test("starts any other program as it is", () => {
    const { homeFolder } = userWith("bin/codex");
    const path = join(homeFolder, "bin/codex");
    expect(codexCommand(path, "linux")).toEqual({ path, args: [] });
  });

  test("starts the program behind npm's batch file on Windows, and no shell", () => {
    const { homeFolder } = userWith("npm/codex.cmd", "npm/node_modules/@openai/codex/bin/codex.js");
    const batch = join(homeFolder, "npm/codex.cmd");
    expect(codexCommand(batch, "win32")).toBeUndefined();
    const program = join(
      homeFolder,
      `npm/node_modules/@openai/codex/node_modules/@openai/codex-win32-${arch}/vendor/some-triple/bin/codex.exe`,
    );
    install(program);
    expect(codexCommand(batch, "win32")).toEqual({ path: program, args: [] });
    expect(codexCommand(program, "win32")).toEqual({ path: program, args: [] });
  });
});
