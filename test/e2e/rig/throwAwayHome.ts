import { mkdir, mkdtemp, readdir, readFile, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** A user's home folder that is removed after the test. */
export interface ThrowAwayHome {
  readonly path: string;
  /** `<path>/.codex`, mode 0700. */
  readonly codexHome: string;
  /** HOME, CODEX_HOME, TMPDIR and XDG folders inside this home. */
  readonly env: Readonly<Record<string, string>>;
  /** Absolute path of a file given relative to the home. */
  file(relative: string): string;
  read(relative: string): Promise<string>;
  write(relative: string, content: string | Uint8Array): Promise<void>;
  /** The texts of the backups of config.toml. */
  backups(): Promise<readonly string[]>;
  remove(): Promise<void>;
}

/** Folder, relative to the home, that the app keeps its own files in. */
export const USER_DATA = "user-data";

/**
 * Creates a home with the given files (paths relative to the home, mode 0600).
 * TMPDIR points inside the home and beside `.codex`: Codex 0.169.0 warns on stderr when CODEX_HOME
 * lies below its temporary folder.
 */
export async function createThrowAwayHome(
  files: Readonly<Record<string, string | Uint8Array>> = {},
  options: {
    /** Whether the app is here for the first time, and sets Codex up. */
    readonly isFirstRun?: boolean;
  } = {},
): Promise<ThrowAwayHome> {
  const path = await realpath(await mkdtemp(join(tmpdir(), "pm-home-")));
  const file = (relative: string) => join(path, relative);
  const write = async (relative: string, content: string | Uint8Array) => {
    await mkdir(dirname(file(relative)), { recursive: true });
    await writeFile(file(relative), content, { mode: 0o600 });
  };
  for (const folder of [".codex", "tmp"]) await mkdir(file(folder), { mode: 0o700 });
  if (!options.isFirstRun) await write(`${USER_DATA}/onboarding.json`, '{ "status": "done" }');
  for (const [relative, content] of Object.entries(files)) await write(relative, content);
  return {
    path,
    codexHome: file(".codex"),
    env: {
      HOME: path,
      CODEX_HOME: file(".codex"),
      TMPDIR: file("tmp"),
      XDG_CONFIG_HOME: file(".config"),
      XDG_DATA_HOME: file(".local/share"),
      XDG_STATE_HOME: file(".local/state"),
      XDG_CACHE_HOME: file(".cache"),
    },
    file,
    read: (relative) => readFile(file(relative), "utf8"),
    write,
    async backups() {
      const folder = file(".codex/backups/photonmark");
      const names = await readdir(folder).catch(() => []);
      const backups = names.filter((name) => name.endsWith(".toml"));
      return Promise.all(backups.map((name) => readFile(join(folder, name), "utf8")));
    },
    // A program that is just ending may still write below its user-data folder.
    remove: () => rm(path, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 }),
  };
}
