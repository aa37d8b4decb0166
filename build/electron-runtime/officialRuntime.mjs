import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { withFolderLock } from "../folderLock.mjs";
import { cachePath, projectRoot } from "../paths.mjs";
import { percentPrinter, SetUpError, say } from "../script.mjs";
import { runtimeIn } from "./runtimeIn.mjs";

/** @typedef {import("./findElectronRuntime.mjs").ElectronRuntime} ElectronRuntime */

const packageFile = join(projectRoot, "node_modules", "electron", "package.json");
const longestInstallMs = 30 * 60_000;

/**
 * The official runtime, if the `electron` package has downloaded it before.
 * @returns {Promise<ElectronRuntime | undefined>}
 */
export async function installedOfficialRuntime() {
  const runtime = await runtimeIn(join(dirname(packageFile), "dist"), "official");
  return runtime?.version === officialVersion() ? runtime : undefined;
}

/**
 * Has the `electron` package's own installer download the runtime; mirrors set for it are honoured and its checksums
 * checked. Waits 15 s for an answer and 60 s in a stalled download, no longer.
 * @returns {Promise<ElectronRuntime>}
 * @throws {SetUpError} when it cannot be downloaded
 */
export async function installOfficialRuntime() {
  return withFolderLock(
    cachePath("electron", "official.lock"),
    "downloading Electron",
    async () => {
      const already = await installedOfficialRuntime();
      if (already !== undefined) return already;
      const version = officialVersion();
      say(`Downloading Electron ${version}`);
      const failure = await runInstaller();
      const runtime = await installedOfficialRuntime();
      if (runtime !== undefined) return runtime;
      throw new SetUpError(`Electron ${version} could not be downloaded: ${failure}`);
    },
  );
}

/** @returns {Promise<string>} why it failed, if it did */
function runInstaller() {
  const bounds = import.meta.resolve("./boundedFetch.mjs");
  const installer = join(dirname(packageFile), "install.js");
  const child = spawn(process.execPath, ["--import", bounds, installer], {
    stdio: ["ignore", "ignore", "pipe", "ipc"],
    timeout: longestInstallMs,
  });
  const printPercent = percentPrinter("downloaded");
  let failure = "";
  let stderr = "";
  child.stderr?.setEncoding("utf8").on("data", (chunk) => {
    stderr += chunk;
  });
  child.on("message", (/** @type {{ share?: number, failure?: string }} */ message) => {
    if (message.share !== undefined) printPercent(message.share);
    failure ||= message.failure ?? "";
  });
  return new Promise((resolve) => {
    child.on("error", (error) => resolve(error.message));
    child.on("close", (code) =>
      resolve(failure || stderr.trim().split("\n")[0] || `its installer ended with ${code}`),
    );
  });
}

function officialVersion() {
  /** @type {{ version: string }} */
  const { version } = createRequire(import.meta.url)(packageFile);
  return version;
}
