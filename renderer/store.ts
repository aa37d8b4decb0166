import { create } from "zustand";
import type { AppState } from "../app/state.ts";
import { bridge } from "./bridge.ts";

/** The application's state as the main process last published it; undefined until it first did. */
export const useAppState = create<{ readonly snapshot: AppState | undefined }>(() => ({
  snapshot: undefined,
}));

/**
 * Keeps the store equal to the main process; resolves once it is. What arrives later is newer, so each
 * snapshot simply replaces the one before.
 */
export async function connectStore(): Promise<void> {
  bridge().onState((snapshot) => useAppState.setState({ snapshot }));
  useAppState.setState({ snapshot: await bridge().getState() });
}

/** Picks from the snapshot. Only for views, which are not rendered before there is one. */
export function useSnapshot<Picked>(pick: (state: AppState) => Picked): Picked {
  return useAppState(({ snapshot }) => {
    if (!snapshot) throw new Error("a view was rendered before the first state");
    return pick(snapshot);
  });
}
