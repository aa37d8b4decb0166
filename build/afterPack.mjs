import { rm } from "node:fs/promises";
import { join } from "node:path";
import { setFuses } from "./fuses.mjs";

/**
 * electron-builder's hook, called by this name: hardens the packed Electron before it is signed.
 * @param {import("electron-builder").AfterPackContext} context
 */
export async function afterPack({ appOutDir, packager, electronPlatformName }) {
  const name = packager.appInfo.productFilename;
  const isMac = electronPlatformName === "darwin";
  const executable = isMac
    ? `${name}.app`
    : electronPlatformName === "win32"
      ? `${name}.exe`
      : linuxName(packager);
  const resources = isMac ? join(`${name}.app`, "Contents", "Resources") : "resources";
  // electron-builder leaves both in place when it is handed an unpacked Electron.
  await rm(join(appOutDir, resources, "default_app.asar"), { force: true });
  await rm(join(appOutDir, "version"), { force: true });
  await setFuses(join(appOutDir, executable), { forTests: process.env.PHOTONMARK_E2E === "1" });
}

/** @param {import("electron-builder").AfterPackContext["packager"]} packager */
function linuxName(packager) {
  // Only the Linux packager has an executableName, and its type is not exported.
  return "executableName" in packager
    ? String(packager.executableName)
    : packager.appInfo.productFilename;
}
