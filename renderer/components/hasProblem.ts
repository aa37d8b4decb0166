import type { AppState } from "../../app/state.ts";

/** Whether the file itself needs attention: it cannot be used, or Codex does not take it. */
export function hasProblem(state: AppState): boolean {
  return state.configProblem !== undefined || state.codexCheck.status === "rejected";
}
