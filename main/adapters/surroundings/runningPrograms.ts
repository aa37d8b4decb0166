import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import { basename } from "node:path";
import { runProgram } from "../codex/runProgram.ts";
import { ignoringFailure } from "../home/homeErrors.ts";

/**
 * The names of all programs that run, without `.exe`, as far as the system tells: in 2 seconds at most, empty where it
 * does not, and never with their arguments.
 */
export async function runningPrograms(): Promise<ReadonlySet<string>> {
  if (process.platform === "linux") return linuxPrograms();
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
  if (result.kind !== "ended") return new Set();
  return new Set(result.stdout.split(/\r?\n/).map(programName));
}

/** A line of `tasklist /fo csv`, whose first field is the name, or a path as `ps` prints it. */
function programName(line: string): string {
  const [, field = line] = /^"([^"]*)"/.exec(line) ?? [];
  return basename(field.trim()).replace(/\.exe$/i, "");
}

function linuxPrograms(): ReadonlySet<string> {
  const names = new Set<string>();
  for (const entry of ignoringFailure(() => readdirSync("/proc")) ?? []) {
    if (!/^\d+$/.test(entry)) continue;
    // A process may end while it is looked at, or belong to somebody else.
    const name = ignoringFailure(() => readFileSync(`/proc/${entry}/comm`, "utf8").trim());
    const path = ignoringFailure(() => readlinkSync(`/proc/${entry}/exe`));
    if (name) names.add(name);
    if (path) names.add(basename(path.replace(/ \(deleted\)$/, "")));
  }
  return names;
}
