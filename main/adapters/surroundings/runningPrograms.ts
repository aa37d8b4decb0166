import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import { basename, resolve } from "node:path";
import { linuxEnvironment, linuxStartTime } from "../codex/processes/linuxProcesses.ts";
import { runProgram } from "../codex/runProgram.ts";
import { ignoringFailure } from "../home/homeErrors.ts";

/**
 * The names of the programs that run and are wanted, without `.exe`, as far as the system tells: in 2 seconds at most,
 * empty where it does not, and never with their arguments. On Linux one that has another home folder is left out, as
 * it works on the files there.
 */
export async function runningPrograms(
  isWanted: (name: string) => boolean,
  userHome: string,
): Promise<readonly string[]> {
  if (process.platform === "linux") return linuxPrograms(isWanted, userHome);
  const [path, ...args] =
    process.platform === "win32"
      ? ["tasklist.exe", "/fo", "csv", "/nh"]
      : ["/bin/ps", "-axo", "comm="];
  const result = await runProgram({
    command: { path, args: [] },
    args,
    env: process.env,
    folder: process.cwd(),
    timeoutMs: 2000,
  });
  if (result.kind !== "ended") return [];
  return result.stdout.split(/\r?\n/).map(programName).filter(isWanted);
}

/** A line of `tasklist /fo csv`, whose first field is the name, or a path as `ps` prints it. */
function programName(line: string): string {
  const [, field = line] = /^"([^"]*)"/.exec(line) ?? [];
  return basename(field.trim()).replace(/\.exe$/i, "");
}

function linuxPrograms(isWanted: (name: string) => boolean, userHome: string): readonly string[] {
  const entries = ignoringFailure(() => readdirSync("/proc")) ?? [];
  return entries
    .filter((entry) => /^\d+$/.test(entry))
    .flatMap((entry) => {
      // A process may end while it is looked at, or belong to somebody else.
      const name = ignoringFailure(() => readFileSync(`/proc/${entry}/comm`, "utf8").trim());
      const path = ignoringFailure(() => readlinkSync(`/proc/${entry}/exe`)) ?? "";
      const names = [name ?? "", basename(path.replace(/ \(deleted\)$/, ""))].filter(isWanted);
      return names.length > 0 && mayHaveHome(Number(entry), userHome) ? names : [];
    });
}

/** Whether a process has this home folder; true where it does not tell, false once it has ended. */
function mayHaveHome(pid: number, userHome: string): boolean {
  const home = linuxEnvironment(pid)?.HOME;
  return (!home || resolve(home) === resolve(userHome)) && linuxStartTime(pid) !== undefined;
}
