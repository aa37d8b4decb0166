import { createHash } from "node:crypto";
import { readFile, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { withFolderLock } from "./folderLock.mjs";
import { projectRoot } from "./paths.mjs";
import { npmCommand, run } from "./run.mjs";
import { SetUpError, say } from "./script.mjs";

const lockfile = join(projectRoot, "package-lock.json");
const installedMark = join(projectRoot, "node_modules", ".photonmark-lockfile-sha256");
// npm writes this one itself at the end of every install.
const npmsOwnMark = join(projectRoot, "node_modules", ".package-lock.json");

/** Runs `npm ci` unless node_modules belongs to the present package-lock.json already. */
export async function installDependencies() {
  if (await isInstalled()) return;
  const lockName = `photonmark-codex-npm-ci-${sha256(projectRoot).slice(0, 12)}`;
  await withFolderLock(join(tmpdir(), lockName), "npm ci", async () => {
    if (await isInstalled()) return;
    say("Installing the npm packages (npm ci)");
    const npm = npmCommand();
    const { code } = await run(
      npm.command,
      [...npm.args, "ci", "--no-audit", "--no-fund", "--loglevel", "error"],
      {
        output: "stderr",
      },
    );
    if (code !== 0) throw new SetUpError(`npm ci failed (exit ${code}). Its messages are above.`);
    await writeFile(installedMark, sha256(await readFile(lockfile)));
  });
}

async function isInstalled() {
  const wanted = sha256(await readFile(lockfile));
  const mark = await readFile(installedMark, "utf8").catch(() => undefined);
  if (mark === wanted) return true;
  // Someone ran npm by hand since the lockfile changed: that is as good.
  const [theirs, ours] = await Promise.all([modified(npmsOwnMark), modified(lockfile)]);
  if (theirs < ours) return false;
  await writeFile(installedMark, wanted);
  return true;
}

/** @param {string} path */
async function modified(path) {
  return (await stat(path).catch(() => undefined))?.mtimeMs ?? 0;
}

/** @param {string | Uint8Array} data */
function sha256(data) {
  return createHash("sha256").update(data).digest("hex");
}
