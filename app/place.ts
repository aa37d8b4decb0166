import type { Shortcut } from "./shortcuts.ts";

/** Where the user is in the window; kept while there is none, so that the next one comes back there. */
export interface Place {
  /** The name of the view. */
  readonly view: string;
  /** How far it is scrolled, in CSS pixels. */
  readonly scroll: number;
  /** Whether closing the window would lose something, such as a dialog half filled in. */
  readonly isBusy: boolean;
}

/** What a window can be asked for from outside: the tray and the menu bar have no views of their own. */
export type ShowRequest = "restart" | Shortcut;

/** What a new window starts with. */
export interface Arrival {
  readonly place: Place | undefined;
  readonly show: ShowRequest | undefined;
}

/** Reads a place that came from a window as untrusted. */
export function parsePlace(given: unknown): Place | undefined {
  const { view, scroll, isBusy }: Readonly<Record<string, unknown>> = { ...Object(given) };
  if (typeof view !== "string" || view.length > 32 || typeof isBusy !== "boolean") return undefined;
  if (typeof scroll !== "number" || !(scroll >= 0 && scroll < 1e7)) return undefined;
  return { view, scroll, isBusy };
}
