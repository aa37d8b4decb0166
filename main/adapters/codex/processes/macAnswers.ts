import type { SystemProcess } from "./sortProcesses.ts";

/** The bundle of Codex's desktop app. Its name has changed before, and another app of the maker is called alike. */
export const DESKTOP_BUNDLE = "com.openai.codex";

/**
 * Reads `ps -ww -o pid=,ppid=,lstart=,comm=` (program paths with spaces) and `ps -ww -o pid=,args=` of macOS, both
 * asked for in the C locale. `lstart` is local time, in whole seconds.
 */
export function readMacProcesses(programs: string, lines: string): readonly SystemProcess[] {
  const argsOf = new Map(
    lines.split("\n").flatMap((line) => {
      const [, pid, args] = /^\s*(\d+)\s(.*)$/.exec(line) ?? [];
      return pid === undefined ? [] : [[Number(pid), args ?? ""] as const];
    }),
  );
  return programs.split("\n").flatMap((line): SystemProcess[] => {
    const pattern = /^\s*(\d+)\s+(\d+)\s+(\w{3} \w{3}\s+\d+ \d\d:\d\d:\d\d \d{4})\s+(\S.*?)\s*$/;
    const [, pid, parent, started = "", program = ""] = pattern.exec(line) ?? [];
    const startedAt = new Date(started);
    if (pid === undefined || Number.isNaN(startedAt.getTime())) return [];
    const args = argumentsIn(argsOf.get(Number(pid)) ?? "", program);
    return [{ pid: Number(pid), parent: Number(parent), program, args, startedAt }];
  });
}

/** What follows the program's own name, which may have spaces and be shorter than its path. */
function argumentsIn(line: string, program: string): readonly string[] {
  const own = line.startsWith(program) ? program.length : line.search(/\s|$/);
  return line.slice(own).split(/\s+/).filter(Boolean);
}

/** Reads the ids of the processes of a bundle from what `lsappinfo list` prints. */
export function readMacBundle(list: string, bundle: string): readonly number[] {
  // One application after the other, each begun by its number and name.
  return list.split(/^\s*\d+\) /m).flatMap((application) => {
    const id = /^\s*bundleID="([^"]*)"/m.exec(application)?.[1];
    const pid = /^\s*pid = (\d+)\b/m.exec(application)?.[1];
    return id === bundle && pid !== undefined ? [Number(pid)] : [];
  });
}
