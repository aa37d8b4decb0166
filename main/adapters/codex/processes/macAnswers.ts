import type { SystemProcess } from "./sortProcesses.ts";

/** The bundle of Codex's desktop app. Its name has changed before, and another app of the maker is called alike. */
export const DESKTOP_BUNDLE = "com.openai.codex";

/**
 * Reads `ps -ww -o pid=,ppid=,lstart=,comm=` (program paths with spaces) and `ps -ww -o pid=,args=` of macOS, both
 * asked for in the C locale and in UTC.
 */
export function readMacProcesses(programs: string, lines: string): readonly SystemProcess[] {
  const argsOf = new Map(
    lines.split("\n").flatMap((line) => {
      const [, pid, args] = /^\s*(\d+)\s(.*)$/.exec(line) ?? [];
      return pid === undefined ? [] : [[Number(pid), args ?? ""] as const];
    }),
  );
  return programs.split("\n").flatMap((line): SystemProcess[] => {
    const [, pid, parent, rest = ""] = /^\s*(\d+)\s+(\d+)\s+(.*?)\s*$/.exec(line) ?? [];
    const startedAt = readMacStart(rest);
    const program = rest.replace(startPattern, "").trim();
    if (pid === undefined || startedAt === undefined || program === "") return [];
    const args = argumentsIn(argsOf.get(Number(pid)) ?? "", program);
    return [{ pid: Number(pid), parent: Number(parent), program, args, startedAt }];
  });
}

/** `Sun Nov 22 09:12:44 2026`, or with the day first, as systems set up for other countries have it. */
const startPattern = /^\w{3}\s+(?:(\w{3})\s+(\d+)|(\d+)\s+(\w{3}))\s+(\d\d:\d\d:\d\d)\s+(\d{4})/;

/** Reads an `lstart` of `ps`, asked for in the C locale and in UTC; it has whole seconds. */
export function readMacStart(text: string): Date | undefined {
  const [found, month, day, dayFirst, monthLast, time, year] = startPattern.exec(text.trim()) ?? [];
  if (found === undefined) return undefined;
  const startedAt = new Date(`${day ?? dayFirst} ${month ?? monthLast} ${year} ${time} UTC`);
  return Number.isNaN(startedAt.getTime()) ? undefined : startedAt;
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
    return id?.toLowerCase() === bundle && pid !== undefined ? [Number(pid)] : [];
  });
}
