import { join, resolve } from "node:path";
import { SetUpError } from "../script.mjs";
import { executableName, runtimeIn } from "./runtimeIn.mjs";

/**
 * The runtime that ELECTRON_OVERRIDE_DIST_PATH names.
 * @returns {Promise<import("./findElectronRuntime.mjs").ElectronRuntime | undefined>} undefined when it is not set
 * @throws {SetUpError} when the folder holds no Electron
 */
export async function overrideRuntime() {
  const folder = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  if (!folder) return undefined;
  const runtime = await runtimeIn(resolve(folder), "override");
  if (runtime !== undefined) return runtime;
  throw new SetUpError(
    `ELECTRON_OVERRIDE_DIST_PATH names ${folder}, but ${join(folder, executableName())} or the file "version" beside it is missing. Correct or unset the variable.`,
  );
}
