import { readdirSync } from "node:fs";
import { delimiter, join, resolve } from "node:path";
import { codexCommand } from "./codexCommand.ts";
import type { ProgramCommand } from "./runProgram.ts";

/** The machine to look on. */
export interface Machine {
  readonly env: NodeJS.ProcessEnv;
  readonly homeFolder: string;
  readonly platform: NodeJS.Platform;
}

const POSIX_NAMES = ["codex"];
const WINDOWS_NAMES = ["codex.exe", "codex.cmd"];

/** Where the editors keep their extensions, one of which brings Codex along. */
const EXTENSION_FOLDERS = [
  ".vscode",
  ".vscode-insiders",
  ".vscode-server",
  ".cursor",
  ".cursor-server",
  ".windsurf",
  ".windsurf-server",
];

/** A Codex on this machine. */
export interface FoundCodex {
  /** Where it was found. */
  readonly path: string;
  /** How to run it, which may be something else. */
  readonly command: ProgramCommand;
}

/**
 * The Codex program a user would get: in the folders of PATH first, then where installers usually put it, because
 * a program started from a desktop does not have the PATH of the terminal. What cannot be run is passed over.
 * Undefined when there is none.
 */
export function findCodex(machine: Machine): FoundCodex | undefined {
  const names = machine.platform === "win32" ? WINDOWS_NAMES : POSIX_NAMES;
  for (const folder of candidateFolders(machine)) {
    for (const name of names) {
      const path = join(folder, name);
      const command = codexCommand(path, machine.platform);
      if (command) return { path, command };
    }
  }
  return undefined;
}

function* candidateFolders(machine: Machine): Generator<string> {
  const { env } = machine;
  // Codex is run from another folder than this one.
  for (const folder of (env.PATH ?? env.Path ?? "").split(delimiter))
    if (folder !== "") yield resolve(folder);
  yield* machine.platform === "win32" ? windowsFolders(machine) : posixFolders(machine);
  yield* extensionFolders(machine);
}

function* posixFolders({ env, homeFolder, platform }: Machine): Generator<string> {
  const inHome = (...parts: string[]) => join(homeFolder, ...parts);
  if (env.npm_config_prefix) yield join(env.npm_config_prefix, "bin");
  yield inHome(".npm-global", "bin");
  yield inHome(".local", "bin");
  yield join(env.VOLTA_HOME ?? inHome(".volta"), "bin");
  const nodeVersions = join(env.NVM_DIR ?? inHome(".nvm"), "versions", "node");
  for (const version of newestFirst(nodeVersions)) yield join(nodeVersions, version, "bin");
  if (env.PNPM_HOME) yield env.PNPM_HOME;
  yield platform === "darwin" ? inHome("Library", "pnpm") : inHome(".local", "share", "pnpm");
  yield join(env.BUN_INSTALL ?? inHome(".bun"), "bin");
  yield "/opt/homebrew/bin";
  yield "/usr/local/bin";
  yield "/usr/bin";
  if (platform !== "darwin") return;
  for (const root of ["/Applications", inHome("Applications")])
    for (const app of ["ChatGPT.app", "Codex.app"]) yield join(root, app, "Contents", "Resources");
}

function* windowsFolders({ env, homeFolder }: Machine): Generator<string> {
  const roaming = env.APPDATA ?? join(homeFolder, "AppData", "Roaming");
  const local = env.LOCALAPPDATA ?? join(homeFolder, "AppData", "Local");
  if (env.npm_config_prefix) yield env.npm_config_prefix;
  yield join(roaming, "npm");
  yield join(env.VOLTA_HOME ?? join(local, "Volta"), "bin");
  if (env.NVM_SYMLINK) yield env.NVM_SYMLINK;
  yield env.PNPM_HOME ?? join(local, "pnpm");
  yield join(env.BUN_INSTALL ?? join(homeFolder, ".bun"), "bin");
  // The desktop app copies its program here, into one folder per build.
  const desktop = join(local, "OpenAI", "Codex", "bin");
  yield desktop;
  for (const build of newestFirst(desktop)) yield join(desktop, build);
}

function* extensionFolders({ homeFolder, platform }: Machine): Generator<string> {
  const system = { darwin: "macos", win32: "windows" }[platform as string] ?? platform;
  for (const editor of EXTENSION_FOLDERS) {
    const extensions = join(homeFolder, editor, "extensions");
    for (const name of newestFirst(extensions)) {
      if (!name.startsWith("openai.chatgpt-")) continue;
      const programs = join(extensions, name, "bin");
      for (const target of newestFirst(programs))
        if (target.startsWith(system)) yield join(programs, target);
    }
  }
}

/** By version, as `v9` comes before `v10`. A folder that is missing has nothing in it. */
function newestFirst(folder: string): string[] {
  try {
    return readdirSync(folder).sort((a, b) => b.localeCompare(a, "en", { numeric: true }));
  } catch {
    return [];
  }
}
