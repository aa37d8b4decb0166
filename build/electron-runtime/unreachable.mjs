import { mkdir, readFile, stat, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { cachePath } from "../paths.mjs";
import { say } from "../script.mjs";

const note = cachePath("electron", "official-download-failed");
const believedForHours = 24;

/**
 * A closed network would cost every start a time-out, so a failed download is believed for a day, as long as the mirror
 * settings stay the same.
 * @returns {Promise<number | undefined>} hours since the failure; undefined when it should be tried (again)
 */
export async function failureAge() {
  const text = await readFile(note, "utf8").catch(() => undefined);
  if (text !== mirrorSettings()) return undefined;
  const hours = (Date.now() - (await stat(note)).mtimeMs) / 3_600_000;
  return hours < believedForHours ? hours : undefined;
}

/** Notes that the official Electron could not be downloaded just now. */
export async function rememberFailure() {
  await mkdir(dirname(note), { recursive: true });
  await writeFile(note, mirrorSettings());
  say(`The download is not tried again for ${believedForHours} hours, or until you remove ${note}`);
}

function mirrorSettings() {
  const settings = Object.entries(process.env).filter(([name]) =>
    /^(npm_config_)?electron_/i.test(name),
  );
  return JSON.stringify(settings.sort());
}
