import type { CodexProcess } from "../../../../app/codex/codexProcesses.ts";
import type { CodexPlatform } from "./codexPlatform.ts";
import {
  isStartedFrom,
  type LinuxProcess,
  linuxEnvironment,
  linuxFolder,
  linuxProcesses,
  linuxStartTime,
  mayReadHome,
  scriptAt,
} from "./linuxProcesses.ts";
import { sortProcesses } from "./sortProcesses.ts";
import { startDetached } from "./startDetached.ts";

/** A start time is worked out from two clocks, and one of them may be set. */
const TOLERANCE_MS = 2000;

/** What an AppImage tells its own program about where it was unpacked, which is gone once it has quit. */
const unpacked = ["APPDIR", "APPIMAGE", "ARGV0", "OWD"];

/** Linux has no official desktop app; the user may have named one. */
export function createLinuxPlatform(getDesktopPath: () => string): CodexPlatform {
  const isDesktop = (candidate: LinuxProcess): boolean => {
    const path = getDesktopPath();
    return path !== "" && isStartedFrom(candidate, path);
  };
  const isStillRunning = ({ pid, startedAt }: Pick<CodexProcess, "pid" | "startedAt">): boolean => {
    const started = linuxStartTime(pid);
    return (
      started !== undefined && Math.abs(started.getTime() - startedAt.getTime()) < TOLERANCE_MS
    );
  };
  return {
    mayRead: mayReadHome,
    folderOf: linuxFolder,
    isRunning: async (wanted) => isStillRunning(wanted),
    async list() {
      const processes = linuxProcesses();
      return sortProcesses(processes, (one) => isDesktop(one as LinuxProcess));
    },
    async quitDesktop(wanted, how) {
      const found = linuxProcesses().find(({ pid }) => pid === wanted.pid);
      if (!found || !isStillRunning(wanted) || !isDesktop(found)) return undefined;
      const start = startOf(found, getDesktopPath());
      process.kill(wanted.pid, how === "politely" ? "SIGTERM" : "SIGKILL");
      return () => startDetached(start);
    },
  };
}

/** The same program with the arguments, folder and environment it had; they never leave this function's result. */
function startOf(started: LinuxProcess, program: string) {
  const { pid, argv } = started;
  const env = { ...(linuxEnvironment(pid) ?? process.env) };
  for (const name of unpacked) delete env[name];
  const args = argv.slice(Math.max(scriptAt(started, program), 0) + 1);
  return { program, args, env, folder: linuxFolder(pid) ?? "/" };
}
