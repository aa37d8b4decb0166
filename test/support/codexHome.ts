import { existsSync } from "node:fs";
import { codexProgram, runCodex, runCodexDoctor, runCodexExec } from "../e2e/rig/runCodex.ts";
import { createThrowAwayHome } from "../e2e/rig/throwAwayHome.ts";

/** What Codex says to a config file. */
export interface CodexVerdict {
  readonly accepted: boolean;
  /** Codex's own words where it refuses the file; else "". */
  readonly detail: string;
  /** 1-based; null where Codex names no place. */
  readonly line: number | null;
}

/** A Codex home for questions about config files. */
export interface CodexHome {
  /** What `codex --version` prints. */
  readonly version: string;
  /** Whether Codex starts with this file; `isStrict` also refuses keys that Codex does not know. */
  load(config: string | Uint8Array, isStrict?: boolean): Promise<CodexVerdict>;
  /** The id of the provider Codex would use. @throws Error where it does not start with the file */
  provider(config: string): Promise<string>;
  /** Runs one turn and gives what Codex wrote to stderr. */
  turn(config: string, env?: Readonly<Record<string, string>>): Promise<string>;
  remove(): Promise<void>;
}

/**
 * Makes a throw-away home for the real Codex.
 *
 * @throws Error with a sentence on what to do when there is no Codex
 */
export async function createCodexHome(): Promise<CodexHome> {
  const program = codexProgram();
  if (!existsSync(program))
    throw new Error(
      `The real Codex is needed here and there is none at ${program}. ` +
        "Run npm test, which installs the pinned one, or set PHOTONMARK_CODEX to its executable.",
    );
  const home = await createThrowAwayHome();
  const run = { codexHome: home.codexHome, tmpdir: home.file("tmp") };
  const put = (config: string | Uint8Array) => home.write(".codex/config.toml", config);
  const { stdout: version } = await runCodex(["--version"], run);
  return {
    version: version.trim(),
    async load(config, isStrict = false) {
      await put(config);
      const flags = isStrict ? ["--strict-config"] : [];
      const result = await runCodex(["app-server", "--print-startup-config", ...flags], run);
      if (result.code === 0) return { accepted: true, detail: "", line: null };
      const answer = readJson<StartupAnswer>(result.stdout, result.stderr);
      const { detail, line } = answer.error.data;
      return { accepted: false, detail, line };
    },
    async provider(config) {
      await put(config);
      const { stdout, stderr } = await runCodexDoctor(run);
      const answer = readJson<DoctorAnswer>(stdout, stderr);
      const id = answer.checks["config.load"].details["model provider"];
      if (id === undefined) throw new Error(`Codex names no provider: ${stdout}`);
      return id;
    },
    async turn(config, env = {}) {
      await put(config);
      const { stderr } = await runCodexExec({ ...run, env });
      return stderr;
    },
    remove: () => home.remove(),
  };
}

/** The part of `app-server --print-startup-config` that tells what is wrong. */
interface StartupAnswer {
  readonly error: { readonly data: { readonly detail: string; readonly line: number | null } };
}

/** The part of `doctor --json` that names the provider. */
interface DoctorAnswer {
  readonly checks: {
    readonly "config.load": { readonly details: { readonly "model provider"?: string } };
  };
}

function readJson<T>(stdout: string, stderr: string): T {
  try {
    return JSON.parse(stdout) as T;
  } catch {
    throw new Error(`Codex gave no JSON: ${stdout}\n${stderr}`);
  }
}
