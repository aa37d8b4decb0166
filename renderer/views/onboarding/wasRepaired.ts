import type { AppState } from "../../../app/state.ts";

/** Whether the file has been put right on the way, so that it is no longer what it was at the start. */
export function wasRepaired({ undo }: AppState): boolean {
  return undo?.isImmediate === true && (undo.reason === "fix" || undo.reason === "restore");
}
