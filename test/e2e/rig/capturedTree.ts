import { processTree, readStat } from "./processTree.ts";

/** The processes of a tree as they were at one moment. */
export interface CapturedTree {
  readonly pids: readonly number[];
  /** Ends those that still live, by pid. */
  forceEnd(): void;
}

// Field 22 of /proc/<pid>/stat; with the pid it names one process for good, a pid alone is reused.
const startTime = (pid: number) => readStat(pid)?.[19];

/** Remembers a process and its descendants, so that they can be ended after their parent has gone. */
export function captureProcessTree(root: number): CapturedTree {
  const members = processTree(root).map((pid) => ({ pid, started: startTime(pid) }));
  return {
    pids: members.map(({ pid }) => pid),
    forceEnd() {
      for (const { pid, started } of members) {
        if (started === undefined || startTime(pid) !== started) continue;
        try {
          process.kill(pid, "SIGKILL");
        } catch {
          // It ended on its own in between.
        }
      }
    },
  };
}
