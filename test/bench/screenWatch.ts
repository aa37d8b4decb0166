import { performance } from "node:perf_hooks";
import { setTimeout as sleep } from "node:timers/promises";
import { withDeadline } from "../e2e/rig/withDeadline.ts";
import { connectToX11, words, type X11Connection } from "./x11Connection.ts";

/** A window that can be seen; times in milliseconds of `performance.now()`. */
interface PaintedWindow {
  readonly window: number;
  readonly mappedAt: number;
  readonly paintedAt: number;
}

/** Looks at a display from outside, the same way for every program. */
export interface ScreenWatch {
  /** Call before the window is asked for. Resolves when it shows content, not just a background. */
  nextPaintedWindow(timeoutMs?: number): Promise<PaintedWindow>;
  /** Closes a window as its close button would and waits until it is gone. */
  closeWindow(window: number, timeoutMs?: number): Promise<void>;
  stop(): void;
}

const SUBSTRUCTURE_NOTIFY = 0x80000;
const EVENT = { destroy: 17, unmap: 18, map: 19 };
const OPCODE = {
  changeAttributes: 2,
  getGeometry: 14,
  internAtom: 16,
  sendEvent: 25,
  getImage: 73,
};
const SAMPLED_ROWS = 24;
// Text is drawn with smoothed edges: content has many colours, an empty page one or two.
const CONTENT_COLOURS = 8;

/** Watches the windows of a display such as ":3" that has no window manager. */
export async function watchScreen(display: string): Promise<ScreenWatch> {
  const x11 = await connectToX11(display);
  // CWEventMask of the root window: tells of every top-level window that appears or goes.
  x11.send(OPCODE.changeAttributes, 0, words(x11.rootWindow, 0x800, SUBSTRUCTURE_NOTIFY));
  const mapped = new Set<(window: number) => void>();
  const gone = new Set<(window: number) => void>();
  x11.onEvent((event) => {
    const kind = event.readUInt8(0) & 0x7f;
    const window = event.readUInt32LE(8);
    if (kind === EVENT.map) for (const tell of mapped) tell(window);
    if (kind === EVENT.unmap || kind === EVENT.destroy) for (const tell of gone) tell(window);
  });
  return {
    nextPaintedWindow(timeoutMs = 20_000) {
      let tell: (window: number) => void = () => undefined;
      const painted = new Promise<PaintedWindow>((resolve, reject) => {
        tell = (window) => {
          const mappedAt = performance.now();
          untilPainted(x11, window, timeoutMs)
            .then((paintedAt) => {
              if (paintedAt !== undefined) resolve({ window, mappedAt, paintedAt });
            })
            .catch(reject);
        };
        mapped.add(tell);
      });
      return withDeadline(painted, timeoutMs, "a window with content").finally(() =>
        mapped.delete(tell),
      );
    },
    async closeWindow(window, timeoutMs = 10_000) {
      let tell: (window: number) => void = () => undefined;
      const closed = new Promise<void>((resolve) => {
        tell = (which) => {
          if (which === window) resolve();
        };
        gone.add(tell);
      });
      await askToClose(x11, window);
      await withDeadline(closed, timeoutMs, "end of the window").finally(() => gone.delete(tell));
    },
    stop: () => x11.close(),
  };
}

/** When the window first showed content; undefined for windows too small to be the app's. */
async function untilPainted(
  x11: X11Connection,
  window: number,
  timeoutMs: number,
): Promise<number | undefined> {
  const geometry = await x11.ask(OPCODE.getGeometry, 0, words(window));
  const [width, height] = [geometry.readUInt16LE(16), geometry.readUInt16LE(18)];
  if (width < 200 || height < 200) return undefined;
  const rows = Array.from({ length: SAMPLED_ROWS }, (_, index) =>
    Math.floor(((index + 0.5) * height) / SAMPLED_ROWS),
  );
  const giveUp = performance.now() + timeoutMs;
  while (performance.now() < giveUp) {
    const colours = await coloursOf(x11, window, width, rows);
    if (colours >= CONTENT_COLOURS) return performance.now();
    await sleep(4); // Finer than a frame, and cheap: 24 rows of pixels.
  }
  return undefined;
}

async function coloursOf(
  x11: X11Connection,
  window: number,
  width: number,
  rows: readonly number[],
): Promise<number> {
  const images = await Promise.all(
    rows.map((y) => {
      const area = Buffer.alloc(8);
      area.writeInt16LE(y, 2);
      area.writeUInt16LE(width, 4);
      area.writeUInt16LE(1, 6);
      // Format 2 is ZPixmap: 4 bytes for each pixel at depth 24.
      const body = Buffer.concat([words(window), area, words(0xffffffff)]);
      return x11.ask(OPCODE.getImage, 2, body);
    }),
  );
  const colours = new Set<number>();
  for (const image of images) {
    for (let at = 32; at + 4 <= image.length; at += 4)
      colours.add(image.readUInt32LE(at) & 0xffffff);
  }
  return colours.size;
}

async function askToClose(x11: X11Connection, window: number): Promise<void> {
  const [protocols, deleteWindow] = await Promise.all([
    internAtom(x11, "WM_PROTOCOLS"),
    internAtom(x11, "WM_DELETE_WINDOW"),
  ]);
  const event = Buffer.alloc(32);
  event.writeUInt8(33, 0); // ClientMessage
  event.writeUInt8(32, 1);
  event.writeUInt32LE(window, 4);
  event.writeUInt32LE(protocols, 8);
  event.writeUInt32LE(deleteWindow, 12);
  x11.send(OPCODE.sendEvent, 0, Buffer.concat([words(window, 0), event]));
}

async function internAtom(x11: X11Connection, name: string): Promise<number> {
  const padded = Buffer.alloc(Math.ceil(name.length / 4) * 4);
  padded.write(name, "latin1");
  const length = Buffer.alloc(4);
  length.writeUInt16LE(name.length, 0);
  const reply = await x11.ask(OPCODE.internAtom, 0, Buffer.concat([length, padded]));
  return reply.readUInt32LE(8);
}
