import { setTimeout as sleep } from "node:timers/promises";
import type { Row } from "../row.ts";
import { interleaved } from "../samples.ts";

/**
 * Tray click until the first window shows content, each time in a new process.
 * Seen from outside, on the X server, so that neither program has to report anything.
 */
export const firstWindow: Row = {
  id: "window",
  title: "tray click → window painted, cold",
  reference: "bare window",
  unit: "ms",
  budget: { ratioAtMost: 1.5 },
  async measure({ app, quick, desktop }) {
    if (app === undefined) return { notBuilt: "no packaged app" };
    const { start, openWindow } = await desktop();
    return await interleaved(quick ? 3 : 9, async (which) => {
      const run = await start(which);
      try {
        await sleep(1_500); // Start-up work has ended; what is left belongs to the window.
        return (await openWindow(run)).paintedMs;
      } finally {
        await run.stop();
      }
    });
  },
};
