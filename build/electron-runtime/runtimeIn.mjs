import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";

/**
 * Describes an unpacked Electron distribution.
 * @param {string} distPath
 * @param {import("./findElectronRuntime.mjs").ElectronRuntime["source"]} source
 * @returns {Promise<import("./findElectronRuntime.mjs").ElectronRuntime | undefined>} undefined when it is none
 */
export async function runtimeIn(distPath, source) {
  const executablePath = join(distPath, executableName());
  const version = await readFile(join(distPath, "version"), "utf8").catch(() => undefined);
  if (version === undefined || !existsSync(executablePath)) return undefined;
  return { executablePath, distPath, version: version.trim().replace(/^v/, ""), source };
}

/** Path of the executable inside a distribution for this platform. */
export function executableName() {
  if (process.platform === "darwin") return join("Electron.app", "Contents", "MacOS", "Electron");
  return process.platform === "win32" ? "electron.exe" : "electron";
}
