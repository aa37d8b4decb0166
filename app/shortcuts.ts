import { viewKeys } from "./views.ts";

/** What has keys of its own, and the key that is pressed together with Ctrl, or ⌘ on a Mac. */
export const shortcuts = {
  palette: "k",
  ...viewKeys,
  paste: "v",
  open: "o",
  refresh: "r",
  undo: "z",
  zoomIn: "=",
  zoomOut: "-",
  zoomReset: "0",
} as const;

/** One of {@link shortcuts}. */
export type Shortcut = keyof typeof shortcuts;
