import type { SwitcherId } from "../doctor/facts.ts";

/** The names of other programs that write config.toml, as they call themselves. */
export const switcherNames: Readonly<Record<SwitcherId, string>> = {
  ccSwitch: "CC Switch",
  codexPlusPlus: "Codex++",
  signalman: "Signalman",
  codexSwitcher: "Codex Switcher",
};
