import { readdirSync, readFileSync } from "node:fs";

/** Everybody's processes; what leaves this file is of a test. */
function allPids(): readonly number[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
}

/** Parent pid of every process that can be read below /proc. */
function parents(): Map<number, number> {
  const found = new Map<number, number>();
  for (const pid of allPids()) {
    const stat = readStat(pid);
    if (stat !== undefined) found.set(pid, Number(stat[1]));
  }
  return found;
}

/** The processes called so that were started with this CODEX_HOME, whoever their parent is by now. */
export function processesOfHome(name: string, codexHome: string): readonly number[] {
  const text = (pid: number, file: string) => {
    try {
      return readFileSync(`/proc/${pid}/${file}`, "utf8");
    } catch {
      return "";
    }
  };
  return allPids().filter(
    (pid) =>
      text(pid, "comm").trim() === name &&
      text(pid, "environ").split("\0").includes(`CODEX_HOME=${codexHome}`),
  );
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
