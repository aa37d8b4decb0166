import { dirname, join } from "node:path";
import { codexVersion } from "../../../build/codexVersion.mjs";
import { cachePath } from "../../../build/paths.mjs";
import { codexCommand } from "../../../main/adapters/codex/codexCommand.ts";
import { patience } from "../../support/patience.ts";
import { CLOSED_NETWORK } from "./closedNetwork.ts";
import { startProcess } from "./ownedProcess.ts";

/** Result of a run of Codex. */
export interface CodexResult {
  /** Exit code; null when it was ended for taking too long. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Options of {@link runCodex}. */
export interface CodexRun {
  readonly codexHome: string;
  /** Beside and not above CODEX_HOME, see {@link createThrowAwayHome}. */
  readonly tmpdir?: string;
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string;
}

/** The Codex under test: PHOTONMARK_CODEX, else the pinned one that the test set-up keeps in the cache. */
export function codexProgram(): string {
  const cache = cachePath("codex", codexVersion);
  return process.env.PHOTONMARK_CODEX ?? join(cache, "node_modules/.bin/codex");
}

/** The program itself: the script that npm installs takes ten times as long to start as most answers take. */
function directProgram(): string {
  return codexCommand(codexProgram())?.path ?? codexProgram();
}

/**
 * Runs the real Codex, with nothing of the caller's environment but PATH, on a closed network.
 * @throws Error when the program cannot be started.
 */
export async function runCodex(args: readonly string[], run: CodexRun): Promise<CodexResult> {
  const codex = startProcess(directProgram(), args, {
    cwd: run.cwd ?? run.codexHome,
    input: run.input ?? "",
    env: {
      PATH: process.env.PATH,
      HOME: dirname(run.codexHome),
      CODEX_HOME: run.codexHome,
      ...(run.tmpdir === undefined ? {} : { TMPDIR: run.tmpdir }),
      ...CLOSED_NETWORK,
      ...run.env,
    },
  });
  const limit = setTimeout(() => void codex.stop(500), patience(30_000));
  const { code } = await codex.ended.finally(() => clearTimeout(limit));
  return { code, stdout: codex.stdout(), stderr: codex.stderr() };
}

/** `codex exec` with one prompt. Codex 0.169.0 refuses to run outside a git repository otherwise. */
export function runCodexExec(run: CodexRun, prompt = "hi"): Promise<CodexResult> {
  return runCodex(["exec", "--skip-git-repo-check", prompt], run);
}

/** Does the configuration load? Code 0 when it does, else 1 and a JSON error on stdout. */
export function runCodexStartupCheck(run: CodexRun): Promise<CodexResult> {
  return runCodex(["app-server", "--print-startup-config"], run);
}

/** `codex doctor --json`, which names the provider that Codex would use. */
export function runCodexDoctor(run: CodexRun): Promise<CodexResult> {
  return runCodex(["doctor", "--json"], run);
}
