import { readFileSync } from "node:fs";
import { processTree, readStat } from "../e2e/rig/processTree.ts";

/** What a process and all its descendants hold in memory. */
export interface TreeMemory {
  /** Proportional set size, in MiB. */
  readonly pss: number;
  readonly processes: number;
}

/** Memory of a process and all its descendants. */
export function treeMemory(root: number): TreeMemory {
  let kibibytes = 0;
  let processes = 0;
  for (const pid of processTree(root)) {
    try {
      const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, "utf8");
      kibibytes += Number(/^Pss:\s+(\d+) kB/m.exec(rollup)?.[1] ?? 0);
      processes += 1;
    } catch {
      // It ended between listing and reading.
    }
  }
  return { pss: kibibytes / 1024, processes };
}

/** CPU time that a process and its living descendants have used so far, in seconds. */
export function treeCpu(root: number): number {
  const ticksPerSecond = 100; // USER_HZ, fixed on Linux.
  let ticks = 0;
  for (const pid of processTree(root)) {
    const stat = readStat(pid);
    if (stat !== undefined) ticks += Number(stat[11]) + Number(stat[12]);
  }
  return ticks / ticksPerSecond;
}
