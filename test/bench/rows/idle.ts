import { setTimeout as sleep } from "node:timers/promises";
import { treeCpu } from "../processCosts.ts";
import type { Row } from "../row.ts";

/** CPU time of all processes while nothing happens. Resolution: 10 ms for each process. */
export const idle: Row = {
  id: "idle",
  title: "idle CPU, no window",
  reference: "bare tray app",
  unit: "% CPU",
  budget: { atMost: 0.1 },
  async measure({ app, quick, desktop }) {
    if (app === undefined) return { notBuilt: "no packaged app" };
    const { start } = await desktop();
    const seconds = quick ? 15 : 60;
    const runs = [await start("bare"), await start("ours")];
    try {
      await sleep(10_000);
      const before = runs.map(({ pid }) => treeCpu(pid));
      await sleep(seconds * 1_000);
      const [reference = Number.NaN, ours = Number.NaN] = runs.map(
        ({ pid }, index) => ((treeCpu(pid) - (before[index] ?? 0)) / seconds) * 100,
      );
      return { ours, reference, note: `over ${seconds} s` };
    } finally {
      for (const run of runs) await run.stop();
    }
  },
};
