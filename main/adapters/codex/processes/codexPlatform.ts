import type { CodexProcess, StartAgain } from "../../../../app/codex/codexProcesses.ts";
import type { SortedProcess } from "./sortProcesses.ts";

/** How one system knows and treats the processes of Codex. */
export interface CodexPlatform {
  list(): Promise<readonly SortedProcess[]>;
  /** Whether a process reads a home folder; true where the system does not tell. */
  mayRead(pid: number, home: string): boolean;
  /** The folder a process works in; undefined where the system does not tell. */
  folderOf(pid: number): string | undefined;
  /** Whether it still runs, by its id and its start: ids are given out again. */
  isRunning(process: Pick<CodexProcess, "pid" | "startedAt">): Promise<boolean>;
  /** @returns how to start it again; undefined when it has gone already, or is no longer the desktop app */
  quitDesktop(process: CodexProcess, how: "politely" | "byForce"): Promise<StartAgain | undefined>;
}

/** Whether a process with this id runs; whose it is, the system need not say. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
