import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { TomlFileFacts } from "../../../app/doctor/facts.ts";
import { ignoringFailure } from "../home/homeErrors.ts";
import { readTextFile } from "./readTextFile.ts";

const OVERLAY_ENDING = ".config.toml";

/** The overlays of a home: `<name>.config.toml`, which `codex --profile <name>` lays over config.toml. */
export function findOverlays(home: string): TomlFileFacts[] {
  const names = ignoringFailure(() => readdirSync(home)) ?? [];
  return names
    .filter((name) => name.endsWith(OVERLAY_ENDING) && name !== OVERLAY_ENDING)
    .sort()
    .flatMap((name) => factsOf(home, name, name.slice(0, -OVERLAY_ENDING.length)));
}

/**
 * The administrator's files that win over config.toml, measured with Codex 0.169.0 on Linux: `requirements.toml` over
 * `managed_config.toml`. There the same names in the home are not read, nor does `/etc/codex/config.toml` win. Windows
 * as Codex documents it: the first in the program data, the second in the home.
 *
 * @param systemFolder - `/etc`, or where a test has put one; undefined on Windows
 */
export function findManaged(
  home: string,
  systemFolder: string | undefined,
  env: NodeJS.ProcessEnv,
): TomlFileFacts[] {
  const programData = join(env.ProgramData || "C:\\ProgramData", "OpenAI", "Codex");
  const shared = systemFolder === undefined ? programData : join(systemFolder, "codex");
  const managed = "managed_config.toml";
  const requirements = "requirements.toml";
  return [
    ...factsOf(systemFolder === undefined ? home : shared, managed, managed),
    ...factsOf(shared, requirements, requirements),
  ];
}

function factsOf(folder: string, fileName: string, name: string): TomlFileFacts[] {
  const path = join(folder, fileName);
  const { exists, text } = readTextFile(path);
  return exists ? [{ path, name, text }] : [];
}
