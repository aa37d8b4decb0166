import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, dirname, parse, resolve } from "node:path";
import type { CodexCheckResult } from "../../../app/codex/codexProgram.ts";
import { decodeUtf8, readConfigFile } from "../home/configFile.ts";
import { failed, readEffectiveProvider, readStartupAnswer, readVersion } from "./codexAnswers.ts";
import { codexCommand } from "./codexCommand.ts";
import { type FoundCodex, findCodex } from "./findCodex.ts";
import { doctorArguments, offlineEnvironment } from "./offlineCodex.ts";
import { type ProgramResult, runProgram } from "./runProgram.ts";

/** For everything that is asked in one check. */
const LIMIT_MS = 5000;

/** Where to look for Codex. */
export interface CodexProgramOptions {
  /** The program the user chose; empty: look for it. */
  readonly getCodexPath: () => string;
  readonly env: NodeJS.ProcessEnv;
  /** The user's own folder. */
  readonly userFolder?: string;
}

type Ask = (args: readonly string[]) => Promise<ProgramResult>;

/** Looks for Codex, as it may be installed or moved any time, and asks it about a home's config; never throws. */
export async function askCodex(
  options: CodexProgramOptions,
  home: string,
): Promise<CodexCheckResult> {
  try {
    const ask = codexOf(options, resolve(home));
    return ask ? await check(ask, resolve(home)) : { status: "notFound" };
  } catch (error) {
    return failed("said", error instanceof Error ? error.message : String(error));
  }
}

function codexOf(options: CodexProgramOptions, home: string): Ask | undefined {
  const { env, getCodexPath, userFolder = homedir() } = options;
  const chosen = getCodexPath();
  const found =
    chosen === ""
      ? findCodex({ env, homeFolder: userFolder, platform: process.platform })
      : chosenCodex(resolve(chosen));
  if (!found) return undefined;
  const { path, command } = found;
  const deadline = Date.now() + LIMIT_MS;
  const offline = offlineEnvironment(env, home);
  // A script needs its `node`, which is often beside it and not on the PATH of a desktop.
  offline.PATH = [dirname(path), env.PATH].filter(Boolean).join(delimiter);
  // Not the current folder, in which Codex would find a project with a configuration of its own.
  const folder = parse(home).root;
  return (args) =>
    runProgram({ command, args, env: offline, folder, timeoutMs: deadline - Date.now() });
}

function chosenCodex(path: string): FoundCodex | undefined {
  const command = codexCommand(path);
  return command && { path, command };
}

async function check(ask: Ask, home: string): Promise<CodexCheckResult> {
  // Codex refuses a CODEX_HOME that is not there; without one it would make it and start with its defaults.
  if (!existsSync(home)) return acceptedDefaults(await ask(["--version"]));
  const result = readStartupAnswer(await ask(["app-server", "--print-startup-config"]), home);
  if (result.status !== "accepted") return result;
  const doctor = doctorArguments(decodeUtf8(readConfigFile(home).bytes) ?? "");
  const effectiveProviderId = doctor && readEffectiveProvider(await ask(doctor));
  return { ...result, effectiveProviderId };
}

function acceptedDefaults(versionAnswer: ProgramResult): CodexCheckResult {
  const version = readVersion(versionAnswer);
  if (version === undefined) return failed("unexpected", "codex --version");
  return { status: "accepted", version, effectiveProviderId: undefined };
}
