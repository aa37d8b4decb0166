import { readdirSync, readFileSync } from "node:fs";

/** Parent pid of every process that can be read below /proc. */
function parents(): Map<number, number> {
  const found = new Map<number, number>();
  for (const entry of readdirSync("/proc")) {
    if (!/^\d+$/.test(entry)) continue;
    const stat = readStat(Number(entry));
    if (stat !== undefined) found.set(Number(entry), Number(stat[1]));
  }
  return found;
}

/**
 * Fields of /proc/<pid>/stat from the state on: [state, ppid, ...]; undefined when the process is gone.
 * The name before them may hold spaces and brackets, so the text is cut at the last ")".
 */
export function readStat(pid: number): string[] | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "utf8");
    return text.slice(text.lastIndexOf(")") + 2).split(" ");
  } catch {
    return undefined;
  }
}

/** The process and all its descendants that live now, parents before children. */
export function processTree(root: number): number[] {
  const parentOf = parents();
  if (!parentOf.has(root)) return [];
  const tree = [root];
  for (const member of tree) {
    for (const [pid, parent] of parentOf) if (parent === member) tree.push(pid);
  }
  return tree;
}
