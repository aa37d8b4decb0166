import { join } from "node:path";
import type { VariableFact } from "../../../app/doctor/facts.ts";
import { keyKindOf, keyVariables, nameInAnyCase } from "../../../app/surroundings/keyKind.ts";
import { registryVariables } from "../../../app/surroundings/registryValues.ts";
import { assignmentsIn } from "../../../app/surroundings/startFile.ts";
import { type ProgramResult, runProgram } from "../codex/runProgram.ts";
import { readTextFile } from "./readTextFile.ts";
import type { StartText } from "./startTexts.ts";

/** What of the machine {@link userVariables} asks. */
export interface UserEnvironment {
  readonly platform: NodeJS.Platform;
  /** Runs a program of the system for 2 seconds at most. */
  run(path: string, args: readonly string[]): Promise<ProgramResult>;
}

/** The variables of this process that hold something, by kind. */
export function processVariables(
  env: NodeJS.ProcessEnv,
  platform: NodeJS.Platform,
): VariableFact[] {
  return Object.entries(env).flatMap(([written, value]): VariableFact[] => {
    if (value === undefined || value === "") return [];
    const name = platform === "win32" ? nameInAnyCase(written) : written;
    return [{ name, kind: keyKindOf(value), origin: { kind: "process" } }];
  });
}

/** What start files set. */
export function fileVariables(files: readonly StartText[]): VariableFact[] {
  return files.flatMap(({ path, language, owner, text }) =>
    assignmentsIn(text, language).map(
      ({ name, kind, line, standsAlone }): VariableFact => ({
        name,
        kind,
        origin: { kind: "file", path, language, owner, line, standsAlone },
      }),
    ),
  );
}

/** Universal variables of fish: a file that fish alone writes, one `SETUVAR --export name:value` a line. */
export function fishUniversalVariables(configFolder: string): VariableFact[] {
  const path = join(configFolder, "fish", "fish_variables");
  const { text = "" } = readTextFile(path);
  const line = /^SETUVAR (?:--\w+ )*--export (?:--\w+ )*(\w+):(.+)$/gm;
  return [...text.matchAll(line)].map(([, name = "", value = ""]) => ({
    name,
    // fish writes what is not a letter or digit as \x2d.
    kind: keyKindOf(value.replace(/\\x2d/g, "-")),
    origin: { kind: "fishUniversal", path },
  }));
}

/** What the system hands to every program of the user's, where it does: Windows and macOS. */
export async function userVariables({ platform, run }: UserEnvironment): Promise<VariableFact[]> {
  if (platform === "win32") {
    const result = await run("reg.exe", ["query", "HKCU\\Environment"]);
    if (result.kind !== "ended" || result.exitCode !== 0) return [];
    const origin = { kind: "userEnvironment", system: "windows" } as const;
    return registryVariables(result.stdout).map((variable) => ({ ...variable, origin }));
  }
  if (platform !== "darwin") return [];
  const asked = await Promise.all(
    keyVariables.map(async (name) => ({
      name,
      result: await run("/bin/launchctl", ["getenv", name]),
    })),
  );
  return asked.flatMap(({ name, result }): VariableFact[] => {
    const value = result.kind === "ended" ? result.stdout.trim() : "";
    const origin = { kind: "userEnvironment", system: "macos" } as const;
    return value === "" ? [] : [{ name, kind: keyKindOf(value), origin }];
  });
}

/** The user environment of this computer. */
export function userEnvironmentOf(env: NodeJS.ProcessEnv, folder: string): UserEnvironment {
  return {
    platform: process.platform,
    run: (path, args) =>
      runProgram({ command: { path, args: [] }, args, env, folder, timeoutMs: 2000 }),
  };
}
