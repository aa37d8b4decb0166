/** The names of the messages between the main process and a window. */
export const channels = {
  /** view → main: run a command. */
  execute: "photonmark:execute",
  /** view → main: the state as it is now. */
  getState: "photonmark:get-state",
  /** main → view: the state has changed. */
  state: "photonmark:state",
  /** view → main: what a new window starts with. */
  arrive: "photonmark:arrive",
  /** view → main: where the user is now. */
  place: "photonmark:place",
  /** main → view: show this. */
  show: "photonmark:show",
} as const;
