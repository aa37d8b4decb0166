import { mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startInBackground } from "./backgroundProcess.mjs";
import { encodePng } from "./png.mjs";
import { say } from "./script.mjs";
import { decodeXwd } from "./xwd.mjs";

const screenSize = "1440x1000x24";
const lookEveryMs = 1000;

/**
 * @typedef {object} VirtualDisplay
 * @property {NodeJS.ProcessEnv} env variables that put a program on this display
 * @property {(path: string) => Promise<boolean>} saveScreenshot writes a PNG; false when nothing changed since the last
 * @property {() => Promise<void>} stop
 */

/**
 * Starts Xvfb on a free display number. Screenshots need no further program: Xvfb is told to keep its screen in a file
 * (`-fbdir`), which we read.
 * @returns {Promise<VirtualDisplay>}
 */
export async function startVirtualDisplay() {
  const folder = await mkdtemp(join(tmpdir(), "photonmark-codex-display-"));
  const args = [
    "-displayfd",
    "3",
    "-screen",
    "0",
    screenSize,
    "-fbdir",
    folder,
    "-nolisten",
    "tcp",
    "-noreset",
  ];
  const server = startInBackground("Xvfb", args);
  const stop = async () => {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const number = await server.firstLine(3);
    const readScreen = () => readFile(join(folder, "Xvfb_screen0"));
    let last = await readScreen();
    return {
      env: { DISPLAY: `:${number.trim()}`, XDG_SESSION_TYPE: "x11" },
      async saveScreenshot(path) {
        const screen = await readScreen();
        if (screen.equals(last)) return false;
        last = screen;
        // Renamed into place, so that a viewer never sees half a picture.
        await writeFile(`${path}.new`, encodePng(decodeXwd(screen)));
        await rename(`${path}.new`, path);
        return true;
      },
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/**
 * Starts a virtual display, keeps a picture of it, and says where.
 * @returns {Promise<{ env: NodeJS.ProcessEnv, stop: () => Promise<void> }>}
 */
export async function provideScreen() {
  const display = await startVirtualDisplay();
  const folder = await mkdtemp(join(tmpdir(), "photonmark-codex-screenshots-"));
  const picture = join(folder, "screen.png");
  const stopKeeping = keepScreenshot(display, picture);
  say(`No display: the app is drawn on a virtual one (Xvfb). Its screen is kept in ${picture}`);
  return {
    env: display.env,
    async stop() {
      await stopKeeping();
      await display.stop();
    },
  };
}

/**
 * Keeps a picture of the display at `path`, new within a second of every change.
 * @param {VirtualDisplay} display
 * @param {string} path of the PNG
 * @returns {() => Promise<void>} ends it
 */
function keepScreenshot(display, path) {
  let looking = Promise.resolve();
  const look = async () => {
    await display.saveScreenshot(path);
  };
  const timer = setInterval(() => {
    looking = looking.then(look);
  }, lookEveryMs);
  return async () => {
    clearInterval(timer);
    await looking;
  };
}
