// Electron's own default app, which makes `electron <folder>` work, is missing from the registry package. This is the
// part of it that we need: run the app that the first plain argument names.
import { readFile, stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { app as documentedApp } from "electron";

/** @typedef {{ setAppPath(path: string): void, setVersion(version: string): void }} DefaultAppsOnly */
// Electron keeps these two for its default app, so its types do not name them.
const app = /** @type {import("electron").App & DefaultAppsOnly} */ (documentedApp);

const target = process.argv.slice(1).find((argument) => !argument.startsWith("-"));
if (target === undefined) {
  process.stderr.write("Usage: electron [switches] <folder or script of an app>\n");
  app.exit(2);
} else {
  await load(resolve(target));
}

/** @param {string} path */
async function load(path) {
  if (!(await stat(path)).isDirectory()) {
    app.setAppPath(resolve(path, ".."));
    await import(pathToFileURL(path).href);
    return;
  }
  /** @type {{ name?: string, productName?: string, version?: string, main?: string, desktopName?: string }} */
  const manifest = JSON.parse(await readFile(join(path, "package.json"), "utf8"));
  const name = manifest.productName ?? manifest.name;
  if (name !== undefined) app.setName(name);
  if (manifest.version !== undefined) app.setVersion(manifest.version);
  if (process.platform === "linux")
    app.setDesktopName(manifest.desktopName ?? `${app.getName()}.desktop`);
  app.setAppPath(path);
  await import(pathToFileURL(join(path, manifest.main ?? "index.js")).href);
}
