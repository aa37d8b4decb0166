import { type AppState, activeProvider } from "../../app/state.ts";

/**
 * Whether Codex is told to use a provider that does not exist. Codex has providers of its own which no file
 * defines, so a name that it accepts is not missing, and one that it is still looking at may not be.
 */
export function isActiveMissing(state: AppState): boolean {
  const isNamed = state.activeProviderId !== undefined;
  const { status } = state.codexCheck;
  const mayBeKnown = status === "accepted" || status === "checking" || status === "unchecked";
  return isNamed && !activeProvider(state) && !mayBeKnown;
}
