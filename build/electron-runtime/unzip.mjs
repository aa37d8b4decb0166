import { createWriteStream } from "node:fs";
import { mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { openPromise } from "yauzl";

const fileTypeMask = 0o170000;
const symbolicLink = 0o120000;
const directory = 0o040000;

/**
 * Unpacks the files of a zip that `target` gives a place to. yauzl itself refuses absolute names and "..".
 * @param {string} zipPath
 * @param {string} folder made if missing
 * @param {(name: string) => string | undefined} target maps a name in the zip to a path inside `folder`; undefined
 *   leaves it out
 * @returns {Promise<number>} how many files were written
 * @throws {Error} for a damaged zip, or one with a symbolic link among the wanted files
 */
export async function unzip(zipPath, folder, target) {
  const zip = await openPromise(zipPath, { lazyEntries: true });
  let written = 0;
  try {
    for await (const entry of zip.eachEntry()) {
      const mode = entry.externalFileAttributes >>> 16;
      if (entry.fileName.endsWith("/") || (mode & fileTypeMask) === directory) continue;
      const relative = target(entry.fileName);
      if (relative === undefined) continue;
      if ((mode & fileTypeMask) === symbolicLink)
        throw new Error(`unexpected link in the zip: ${entry.fileName}`);
      const path = join(folder, relative);
      await mkdir(dirname(path), { recursive: true });
      const content = await zip.openReadStreamPromise(entry);
      await pipeline(content, createWriteStream(path, { mode: mode & 0o100 ? 0o755 : 0o644 }));
      written += 1;
    }
  } finally {
    zip.close();
  }
  return written;
}
