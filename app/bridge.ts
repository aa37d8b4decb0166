import type { CommandName } from "./commandNames.ts";
import type { Input, Reply } from "./contract.ts";
import type { Arrival, Place, ShowRequest } from "./place.ts";
import type { AppState } from "./state.ts";

/**
 * What the preload gives a window: one function per command, and the state. No channel, no event object.
 *
 * @typeParam DroppedFile - the page's type for a file, which `app` cannot name
 */
export type PhotonmarkBridge<DroppedFile> = {
  readonly [Name in CommandName]: (input: Input<Name>) => Promise<Reply<Name>>;
} & {
  getState(): Promise<AppState>;
  /** Calls back after each change of state; returns how to stop. */
  onState(listener: (state: AppState) => void): () => void;
  /** Where a window before this one was left, and what this one was opened for. */
  arrive(): Promise<Arrival>;
  /** Tells where the user is now, for a window after this one. */
  keepPlace(place: Place): void;
  /** Calls back when this window is to show something; returns how to stop. */
  onShow(listener: (show: ShowRequest) => void): () => void;
  /** The path of a file that was dropped on the window; empty when it has none. */
  pathOf(file: DroppedFile): string;
};
