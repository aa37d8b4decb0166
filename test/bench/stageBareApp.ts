import {
  copyFile,
  cp,
  link,
  mkdir,
  mkdtemp,
  readdir,
  readlink,
  rm,
  symlink,
} from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The bare app, installed beside a runtime of its own. */
export interface StagedApp {
  readonly program: string;
  remove(): Promise<void>;
}

const BARE_APP = fileURLToPath(new URL("./bareApp", import.meta.url));

/**
 * Lays the bare app into a copy of an Electron runtime, as a packaged app would be.
 * The runtime's files are hard links where the file system allows it: no copying, same page cache.
 * `runtime` is the executable of an unpacked Electron.
 */
export async function stageBareApp(runtime: string): Promise<StagedApp> {
  const folder = await mkdtemp(join(tmpdir(), "pm-bare-"));
  const remove = () => rm(folder, { recursive: true, force: true });
  try {
    // Not "resources": it may hold another app.
    await linkTree(dirname(runtime), folder, new Set(["resources"]));
    const app = join(folder, "resources/app");
    await mkdir(app, { recursive: true });
    await cp(BARE_APP, app, { recursive: true });
    return { program: join(folder, basename(runtime)), remove };
  } catch (error) {
    await remove();
    throw error;
  }
}

async function linkTree(from: string, to: string, skip: ReadonlySet<string>): Promise<void> {
  for (const entry of await readdir(from, { withFileTypes: true })) {
    if (skip.has(entry.name)) continue;
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) {
      await mkdir(target);
      await linkTree(source, target, new Set());
    } else if (entry.isSymbolicLink()) {
      await symlink(await readlink(source), target);
    } else {
      await link(source, target).catch(() => copyFile(source, target));
    }
  }
}
