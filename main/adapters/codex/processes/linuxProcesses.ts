import { readdirSync, readFileSync, readlinkSync, realpathSync, statSync } from "node:fs";
import { homedir } from "node:os";
import { basename, join, resolve } from "node:path";
import type { SystemProcess } from "./sortProcesses.ts";

/** A process of this user, with what its start left in /proc. */
export interface LinuxProcess extends SystemProcess {
  readonly argv: readonly string[];
  /** Whether it belongs to a terminal, which nobody wants to lose. */
  readonly hasTerminal: boolean;
}

/** Programs that run a script; what any other is given, it opens or passes on. */
const interpreters = /^(?:ba|da|z|k)?sh$|^(?:node|nodejs|electron|perl|ruby|python)[\d.]*$/;

/** Ticks per second of the times in /proc; the same on every Linux that programs see. */
const TICKS = 100;

/** The processes of this user; one that ends meanwhile is left out. */
export function linuxProcesses(): readonly LinuxProcess[] {
  const ownUser = process.getuid?.();
  const bootedAt = bootTime();
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name): LinuxProcess[] => {
      const pid = Number(name);
      const found = readProcess(pid, bootedAt);
      return found && ownerOf(pid) === ownUser ? [found] : [];
    });
}

/** When a process was started; undefined when it has ended, also when nobody has taken note of its end yet. */
export function linuxStartTime(pid: number): Date | undefined {
  const stat = readStat(pid);
  return stat && new Date(bootTime() + stat.startMs);
}

/** Whether a Codex reads a home folder; true where its environment does not tell, false once it has ended. */
export function mayReadHome(pid: number, home: string): boolean {
  const own = codexHomeOf(pid);
  const isSame = own === undefined || (realPath(own) ?? own) === (realPath(home) ?? resolve(home));
  // Asked last: the environment of what has ended does not tell either.
  return isSame && linuxStartTime(pid) !== undefined;
}

/** `CODEX_HOME`, else `.codex` in the user's folder; undefined where the environment does not tell. */
function codexHomeOf(pid: number): string | undefined {
  const env = linuxEnvironment(pid);
  if (!env) return undefined;
  const folder = linkAt(`/proc/${pid}/cwd`) ?? "/";
  return resolve(folder, env.CODEX_HOME || join(env.HOME || homedir(), ".codex"));
}

/**
 * The environment a process was started with; undefined when it has ended, or has written something else there: a
 * program with Chromium in it blanks what stood there when it sets its title (seen with Electron 33).
 */
export function linuxEnvironment(pid: number): NodeJS.ProcessEnv | undefined {
  const text = textAt(`/proc/${pid}/environ`);
  if (text === undefined || (text !== "" && !/^\w+=/.test(text))) return undefined;
  const pairs = text.split("\0").flatMap((line) => {
    const at = line.indexOf("=");
    return at > 0 ? [[line.slice(0, at), line.slice(at + 1)]] : [];
  });
  return Object.fromEntries(pairs);
}

/**
 * Whether a process was started from a desktop app: it runs it, runs it as a script, or was unpacked from it. What
 * belongs to a terminal is a session of its own, and the Codex of the command line is no desktop app.
 */
export function isStartedFrom(candidate: LinuxProcess, program: string): boolean {
  // The helpers of a program like Electron are its own, not further starts.
  if (candidate.argv.some((argument) => argument.startsWith("--type="))) return false;
  const target = realPath(program);
  if (target === undefined || /^codex(?:\.js)?$/.test(basename(target))) return false;
  if (candidate.hasTerminal) return false;
  if (realPath(candidate.program) === target || scriptAt(candidate, program) >= 0) return true;
  if (!candidate.program.startsWith("/tmp/.mount_")) return false;
  const image = linuxEnvironment(candidate.pid)?.APPIMAGE;
  return image !== undefined && realPath(image) === target;
}

/** Where among its arguments an interpreter was given a program to run as its script; -1: it was not. */
export function scriptAt({ program: interpreter, argv }: LinuxProcess, program: string): number {
  if (!interpreters.test(basename(interpreter))) return -1;
  const at = argv.findIndex((argument, index) => index > 0 && !argument.startsWith("-"));
  const script = argv[at];
  return script?.startsWith("/") && realPath(script) === realPath(program) ? at : -1;
}

/** The folder a process works in. */
export function linuxFolder(pid: number): string | undefined {
  return linkAt(`/proc/${pid}/cwd`);
}

function readProcess(pid: number, bootedAt: number): LinuxProcess | undefined {
  const stat = readStat(pid);
  const line = textAt(`/proc/${pid}/cmdline`);
  if (!stat || !line) return undefined;
  const argv = line.replace(/\0$/, "").split("\0");
  const program = linkAt(`/proc/${pid}/exe`) ?? stat.name;
  const startedAt = new Date(bootedAt + stat.startMs);
  const { parent, hasTerminal } = stat;
  return { pid, parent, program, argv, args: argv.slice(1), startedAt, hasTerminal };
}

/** The fields of `/proc/<pid>/stat` (proc(5)); the name may hold spaces and brackets, so the last `)` ends it. */
function readStat(pid: number) {
  const text = textAt(`/proc/${pid}/stat`);
  if (text === undefined) return undefined;
  const end = text.lastIndexOf(")");
  const fields = text.slice(end + 2).split(" ");
  // A zombie has ended; its parent has only not asked yet.
  if (fields[0] === "Z" || fields[0] === "X") return undefined;
  return {
    name: text.slice(text.indexOf("(") + 1, end),
    parent: Number(fields[1]),
    hasTerminal: fields[4] !== "0",
    startMs: (Number(fields[19]) * 1000) / TICKS,
  };
}

/** When the system was booted, in milliseconds since 1970 by the clock of now. */
function bootTime(): number {
  return Date.now() - Number(textAt("/proc/uptime")?.split(" ")[0] ?? 0) * 1000;
}

function ownerOf(pid: number): number | undefined {
  try {
    return statSync(`/proc/${pid}`).uid;
  } catch {
    return undefined;
  }
}

function linkAt(path: string): string | undefined {
  try {
    return readlinkSync(path);
  } catch {
    return undefined;
  }
}

function realPath(path: string): string | undefined {
  try {
    return realpathSync.native(path);
  } catch {
    return undefined;
  }
}

/** What cannot be read has ended or is not ours; either way there is nothing to know. */
function textAt(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}
