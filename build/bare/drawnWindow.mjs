import { readFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { decodeXwd } from "../xwd.mjs";

const lookEveryMs = 500;
const restMs = 3000;
/** So many colours letters and icons have at least. The frame, which is painted first, is plain in the middle. */
const fewestColours = 16;

/**
 * Waits until the window is on the screen with its view in it and nothing moves any more.
 * @param {() => Promise<string | undefined>} findScreen the file that Xvfb keeps its screen in, once there is one
 * @param {AbortSignal} signal ends the waiting
 * @returns {Promise<boolean>} false when it was ended
 */
export async function windowIsDrawn(findScreen, signal) {
  /** @type {Buffer | undefined} */
  let last;
  let since = Date.now();
  while (!signal.aborted) {
    const path = await findScreen();
    const screen = path && (await readFile(path).catch(() => undefined));
    if (!screen || !last?.equals(screen)) since = Date.now();
    else if (Date.now() - since >= restMs && hasView(decodeXwd(screen))) return true;
    last = screen || undefined;
    await sleep(lookEveryMs);
  }
  return false;
}

/**
 * Whether there is more in the middle of a screen than a plain area.
 * @param {{ width: number, height: number, data: Uint8Array }} picture rows from the top, RGB
 * @returns {boolean}
 */
export function hasView({ width, height, data }) {
  const colours = new Set();
  for (let y = Math.floor(height * 0.3); y < height * 0.7; y += 1)
    for (let x = Math.floor(width * 0.4); x < width * 0.7; x += 1) {
      const at = (y * width + x) * 3;
      colours.add(((data[at] ?? 0) << 16) | ((data[at + 1] ?? 0) << 8) | (data[at + 2] ?? 0));
    }
  return colours.size >= fewestColours;
}
