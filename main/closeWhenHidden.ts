import type { BrowserWindow } from "electron";

/** A minimized or hidden window is closed after this time: it comes back where it was. In milliseconds. */
const HIDDEN_MS = 30_000;

/**
 * Closes a window that nobody has seen for half a minute, so that its memory is free. One that holds something
 * half done is left alone.
 */
export function closeWhenHidden(
  window: Pick<BrowserWindow, "on" | "close">,
  isBusy: () => boolean,
): void {
  let timer: NodeJS.Timeout | undefined;
  const stop = () => clearTimeout(timer);
  const start = () => {
    stop();
    timer = setTimeout(() => (isBusy() ? start() : window.close()), HIDDEN_MS);
  };
  window.on("minimize", start);
  window.on("hide", start);
  window.on("restore", stop);
  window.on("show", stop);
  window.on("closed", stop);
}
