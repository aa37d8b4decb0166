import { copyFile, link, mkdir, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { createPackage } from "@electron/asar";

/** The bare app, installed beside a runtime of its own. */
export interface StagedApp {
  readonly program: string;
  remove(): Promise<void>;
}

const BARE_APP = fileURLToPath(new URL("./bareApp", import.meta.url));

/**
 * Packs the bare app into a copy of the Electron that `executable` belongs to: an unpacked runtime, or the
 * packaged product, whose binary, fuses and locales the two then share.
 * The files are hard links where the file system allows it. That is also what makes memory comparable: how
 * much of a file counts as mapped depends on how it came into the page cache (7 % apart for a plain copy).
 */
export async function stageBareApp(executable: string): Promise<StagedApp> {
  const folder = await mkdtemp(join(tmpdir(), "pm-bare-"));
  const remove = () => rm(folder, { recursive: true, force: true });
  try {
    await linkTree(dirname(executable), folder, "resources");
    await mkdir(join(folder, "resources"));
    // An archive, because a fuse may forbid anything else; and the product is one too.
    await createPackage(BARE_APP, join(folder, "resources/app.asar"));
    return { program: join(folder, basename(executable)), remove };
  } catch (error) {
    await remove();
    throw error;
  }
}

async function linkTree(from: string, to: string, skip?: string): Promise<void> {
  for (const entry of await readdir(from, { withFileTypes: true })) {
    if (entry.name === skip) continue;
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) {
      await mkdir(target);
      await linkTree(source, target);
    } else {
      await link(source, target).catch(() => copyFile(source, target));
    }
  }
}
