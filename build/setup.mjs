import { installDependencies } from "./dependencies.mjs";
import { setGitHooks } from "./gitHooks.mjs";
import { SetUpError } from "./script.mjs";

/** @typedef {import("./electron-runtime/findElectronRuntime.mjs").ElectronRuntime} ElectronRuntime */

/**
 * What a script may need:
 * "dependencies" the npm packages; "electron" a runtime with the system libraries it links to;
 * "display" Xvfb, unless there is a display; "rig" what the end-to-end tests use: Xvfb, D-Bus, a keyring,
 * a browser, fonts.
 * @typedef {"dependencies" | "electron" | "display" | "rig"} Need
 */

const oldestNode = [20, 19];

/**
 * Brings the machine to where the named needs are met. Does nothing, fast, when they are.
 * @param {{ need: readonly Need[] }} options
 * @returns {Promise<{ electron: ElectronRuntime | undefined }>} the runtime, when "electron" is needed
 * @throws {SetUpError} when something cannot be had; the message says what to do
 */
export async function setUp({ need }) {
  checkNode(process.versions.node);
  await installDependencies();
  await setGitHooks();
  // Loaded only now: these modules use npm packages.
  const { findElectronRuntime } = await import("./electron-runtime/findElectronRuntime.mjs");
  const { installSystemPackages } = await import("./systemPackages.mjs");
  const electron = need.includes("electron") ? await findElectronRuntime() : undefined;
  await installSystemPackages({
    executable: electron?.executablePath,
    xvfb: need.includes("rig") || (need.includes("display") && !hasDisplay(process.env)),
    rig: need.includes("rig"),
  });
  return { electron };
}

/**
 * @param {string} version as in process.versions.node
 * @throws {SetUpError} when that Node is too old
 */
export function checkNode(version) {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const [needMajor = 0, needMinor = 0] = oldestNode;
  if (major > needMajor || (major === needMajor && minor >= needMinor)) return;
  throw new SetUpError(
    `This project needs Node ${oldestNode.join(".")} or newer; this is ${version}. Install a current Node from https://nodejs.org.`,
  );
}

/**
 * Is there a screen to draw on? Always so outside Linux.
 * @param {NodeJS.ProcessEnv} env
 * @returns {boolean}
 */
export function hasDisplay(env) {
  return process.platform !== "linux" || Boolean(env.DISPLAY || env.WAYLAND_DISPLAY);
}
