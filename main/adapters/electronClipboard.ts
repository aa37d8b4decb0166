import { clipboard } from "electron";
import type { Clipboard } from "../../app/desktopPorts.ts";

/** The clipboard of the desktop. */
export const electronClipboard: Clipboard = {
  // A promise in current Electron, a string in older ones; both can be awaited.
  async read() {
    return await clipboard.readText();
  },
  async write(text) {
    await (text === "" ? clipboard.clear() : clipboard.writeText(text));
  },
};
