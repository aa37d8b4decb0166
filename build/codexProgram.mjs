import { existsSync } from "node:fs";
import { mkdtemp, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { codexVersion } from "./codexVersion.mjs";
import { withFolderLock } from "./folderLock.mjs";
import { cachePath } from "./paths.mjs";
import { npmCommand, run } from "./run.mjs";
import { SetUpError, say } from "./script.mjs";

const folder = cachePath("codex", codexVersion);
const program = join(
  folder,
  "node_modules",
  ".bin",
  process.platform === "win32" ? "codex.cmd" : "codex",
);

/**
 * Path of the pinned Codex CLI, installed into the user's cache folder the first time (404 MB).
 * @returns {Promise<string>}
 * @throws {SetUpError} when npm cannot install it
 */
export async function codexProgram() {
  if (existsSync(program)) return program;
  await withFolderLock(`${folder}.lock`, "installing Codex", async () => {
    if (!existsSync(program)) await install();
  });
  return program;
}

async function install() {
  say(`Installing the Codex CLI ${codexVersion} for the tests (404 MB) into ${folder}`);
  const work = await mkdtemp(`${folder}.`);
  try {
    const npm = npmCommand();
    const args = [
      ...npm.args,
      "install",
      "--prefix",
      work,
      "--no-audit",
      "--no-fund",
      "--loglevel",
      "error",
      `@openai/codex@${codexVersion}`,
    ];
    const { code } = await run(npm.command, args, { cwd: dirname(folder), output: "stderr" });
    if (code !== 0)
      throw new SetUpError(
        `npm could not install @openai/codex@${codexVersion} (exit ${code}). Its messages are above.`,
      );
    await rm(folder, { recursive: true, force: true });
    await rename(work, folder);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}
