import { setTimeout as sleep } from "node:timers/promises";
import { type TreeMemory, treeMemory } from "../processCosts.ts";
import type { BenchContext, Contender, Measurement, Row } from "../row.ts";
import { interleaved } from "../samples.ts";

const settleMs = (quick: boolean) => (quick ? 3_000 : 10_000);

/** Memory of all processes in the tray, no window opened yet. */
export const memory: Row = {
  id: "memory",
  title: "memory (PSS), no window",
  reference: "bare tray app",
  unit: "MiB",
  budget: { ratioAtMost: 1.1 },
  async measure(context) {
    if (context.app === undefined) return { notBuilt: "no packaged app" };
    return await compare(context, memoryInTray);
  },
};

/**
 * The same 10 s after a window was opened and closed. Compared with the bare app put through the same: Chromium
 * itself keeps some 15 % (mapped code, mostly) that no program can give back.
 */
export const memoryAfterWindow: Row = {
  id: "memory-after",
  title: "memory (PSS), 10 s after closing the window",
  reference: "bare tray app put through the same",
  unit: "MiB",
  budget: { ratioAtMost: 1.1 },
  async measure(context) {
    if (context.app === undefined) return { notBuilt: "no packaged app" };
    return await compare(context, memoryAfterClosing);
  },
};

type Measure = (context: BenchContext, which: Contender) => Promise<TreeMemory>;

async function compare(context: BenchContext, measure: Measure): Promise<Measurement> {
  const processes = { ours: 0, bare: 0 };
  const result = await interleaved(context.quick ? 1 : 3, async (which) => {
    const memory = await measure(context, which);
    processes[which] = memory.processes;
    return memory.pss;
  });
  return { ...result, note: `${processes.ours} and ${processes.bare} processes` };
}

async function memoryInTray(
  { desktop, quick }: BenchContext,
  which: Contender,
): Promise<TreeMemory> {
  const { start } = await desktop();
  const run = await start(which);
  try {
    await sleep(settleMs(quick));
    return treeMemory(run.pid);
  } finally {
    await run.stop();
  }
}

async function memoryAfterClosing(
  { desktop }: BenchContext,
  which: Contender,
): Promise<TreeMemory> {
  const { start, openWindow, closeWindow } = await desktop();
  const run = await start(which);
  try {
    const { window } = await openWindow(run);
    await sleep(3_000); // Long enough for the page to finish its own start.
    await closeWindow(window);
    await sleep(10_000);
    return treeMemory(run.pid);
  } finally {
    await run.stop();
  }
}
