import { join } from "node:path";
import { buildIfNeeded } from "./buildApp.mjs";
import { projectRoot } from "./paths.mjs";
import { SetUpError, say } from "./script.mjs";
import { setUp } from "./setup.mjs";

/**
 * Packs the app for this platform into release/, building it first where needed.
 * @param {{ installers: boolean }} options installers: make the platform's installers too, not only the folder
 * @throws {SetUpError} when installers are asked for from a build for tests
 */
export async function packApp({ installers }) {
  const isForTests = process.env.PHOTONMARK_E2E === "1";
  if (installers && isForTests)
    throw new SetUpError(
      "PHOTONMARK_E2E=1 makes an app that --inspect can take over, for the tests only. Unset it to make installers.",
    );
  const { electron } = await setUp({ need: ["dependencies", "electron"] });
  if (electron === undefined)
    throw new Error("setUp returned no runtime although it was asked for one");
  await buildIfNeeded();
  const { build, Platform } = await import("electron-builder");
  if (isForTests)
    say("PHOTONMARK_E2E=1: this build keeps --inspect for the tests; do not publish it");
  // An unpacked runtime fits this machine's architecture only, so installers, which may be for several, use the
  // official download wherever it is to be had.
  const own =
    installers && electron.source === "official" ? {} : { electronDist: electron.distPath };
  await build({
    projectDir: projectRoot,
    targets: installers
      ? Platform.current().createTarget()
      : Platform.current().createTarget("dir"),
    publish: "never",
    config: { ...own, electronVersion: electron.version },
  }).catch((error) => {
    throw isUnreachable(error) ? new SetUpError(needsDownload(error)) : error;
  });
  say(
    `Packed with Electron ${electron.version} (${electron.source}) into ${join(projectRoot, "release")}`,
  );
}

/**
 * Where `packApp` leaves this platform's executable.
 * @returns {string}
 */
export function packedExecutable() {
  const release = join(projectRoot, "release");
  if (process.platform === "win32") return join(release, "win-unpacked", "PhotonMark Codex.exe");
  if (process.platform === "linux")
    return join(
      release,
      process.arch === "x64" ? "linux-unpacked" : `linux-${process.arch}-unpacked`,
      "photonmark-codex",
    );
  const folder = process.arch === "x64" ? "mac" : `mac-${process.arch}`;
  return join(release, folder, "PhotonMark Codex.app", "Contents", "MacOS", "PhotonMark Codex");
}

/** @param {unknown} error */
function isUnreachable(error) {
  return error instanceof Error && /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT/.test(error.message);
}

/** @param {unknown} error */
function needsDownload(error) {
  const reason = String(error instanceof Error ? error.message : error).split("\n")[0];
  return `electron-builder downloads the tools that make installers, and cannot here (${reason}). The unpacked app in release/ is complete; "npm run pack" makes just that, without any download.`;
}
