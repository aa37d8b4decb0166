import type { Row } from "../row.ts";
import { interleaved } from "../samples.ts";

/** Start of the packaged program until its tray item is on the bus. */
export const start: Row = {
  id: "start",
  title: "start → tray item registered",
  reference: "bare tray app",
  unit: "ms",
  budget: { ratioAtMost: 1.25 },
  async measure({ app, quick, desktop }) {
    if (app === undefined) return { notBuilt: "no packaged app" };
    const { start } = await desktop();
    return await interleaved(quick ? 3 : 11, async (which) => {
      const run = await start(which);
      await run.stop();
      return run.startMs;
    });
  },
};
