import { readdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { projectRoot } from "./paths.mjs";
import { run, toolScript } from "./run.mjs";
import { SetUpError, say } from "./script.mjs";

const builtMark = join(projectRoot, "out", ".built");
const sources = [
  "app",
  "main",
  "renderer",
  "build/icons",
  "electron.vite.config.ts",
  "package-lock.json",
  "package.json",
];

/** Builds out/ with electron-vite; its messages go to stderr. */
export async function buildApp() {
  const started = new Date();
  const { code } = await run(
    process.execPath,
    [toolScript("electron-vite", "bin/electron-vite.js"), "build", "--logLevel", "warn"],
    { output: "stderr" },
  );
  if (code !== 0)
    throw new SetUpError(`electron-vite build failed (exit ${code}). Its messages are above.`);
  // Dated before the build began: a file saved meanwhile counts as newer.
  await writeFile(builtMark, started.toISOString());
}

/** Builds out/ unless it is newer than every source. */
export async function buildIfNeeded() {
  const builtAt = await builtTime();
  const newest = Math.max(
    ...(await Promise.all(sources.map((path) => newestChange(join(projectRoot, path))))),
  );
  if (builtAt > newest) return;
  say("Building the app");
  await buildApp();
}

async function builtTime() {
  return Date.parse(await readFile(builtMark, "utf8").catch(() => "")) || 0;
}

/**
 * @param {string} path file or folder
 * @returns {Promise<number>} epoch milliseconds of the latest change at or below it (a folder changes when a file in
 *   it comes or goes); 0 when it does not exist
 */
async function newestChange(path) {
  const info = await stat(path).catch(() => undefined);
  if (info === undefined) return 0;
  if (!info.isDirectory()) return info.mtimeMs;
  const below = await Promise.all(
    (await readdir(path)).map((name) => newestChange(join(path, name))),
  );
  return Math.max(info.mtimeMs, ...below);
}
