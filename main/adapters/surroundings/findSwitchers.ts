import { existsSync } from "node:fs";
import { join } from "node:path";
import type { SwitcherFact, SwitcherId } from "../../../app/doctor/facts.ts";

/** What tells that a program is installed or has been used, and that it runs. */
interface Traces {
  /** Folders it makes, relative to the user's home; those of its data folder stand for all systems. */
  readonly folders: readonly string[];
  /** What its program is called, in any case and without `.exe`. */
  readonly programs: RegExp;
}

/** As the sources of these programs have it, of August 2026. */
const traces: Readonly<Record<SwitcherId, Traces>> = {
  ccSwitch: { folders: [".cc-switch"], programs: /^cc[-_ ]?switch$/i },
  codexPlusPlus: {
    folders: [".codex-session-delete", "Codex++"],
    programs: /^codex(?:-plus-plus|plusplus|-plus-manager|\+\+)/i,
  },
  signalman: {
    folders: ["studio.codex.provider-switcher"],
    programs: /^(?:signalman|codex[- ]provider[- ]switcher)$/i,
  },
  codexSwitcher: { folders: [".codex-switcher"], programs: /^codex[-_ ]switcher$/i },
};

/** Whether a program is called as one of those. */
export function isSwitcher(name: string): boolean {
  return Object.values(traces).some(({ programs }) => programs.test(name));
}

/**
 * The other programs that write config.toml, by what they leave in the user's folders and by what runs.
 *
 * @param folders - the user's home and the folder of programs' data
 */
export function findSwitchers(
  folders: readonly string[],
  running: readonly string[],
): SwitcherFact[] {
  const ids = Object.keys(traces) as SwitcherId[];
  return ids.flatMap((program) => {
    const isRunning = running.some((name) => traces[program].programs.test(name));
    const isThere = folders.some((folder) =>
      traces[program].folders.some((name) => existsSync(join(folder, name))),
    );
    return isRunning || isThere ? [{ program, isRunning }] : [];
  });
}
