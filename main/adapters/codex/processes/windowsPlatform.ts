import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { CodexProcess } from "../../../../app/codex/codexProcesses.ts";
import { AppError } from "../../../../app/errors.ts";
import { type ProgramResult, runProgram } from "../runProgram.ts";
import { type CodexPlatform, isAlive } from "./codexPlatform.ts";
import { type SystemProcess, sortProcesses } from "./sortProcesses.ts";
import {
  applicationUserModelId,
  isWindowsDesktop,
  packageFolder,
  readWindowsProcesses,
} from "./windowsAnswers.ts";

/** PowerShell takes a second to come up on a busy machine. */
const LIMIT_MS = 15_000;

/** A process that has its id still is asked for its start at most so often, as each question starts a PowerShell. */
const CONFIRM_EVERY_MS = 60_000;

/** The command lines of other programs are long, may hold their secrets, and are nobody's business here. */
const question = (filter: string) => `[Console]::OutputEncoding = [Text.Encoding]::UTF8
Get-CimInstance Win32_Process${filter} |
Select-Object ProcessId,ParentProcessId,Name,ExecutablePath,@{n='CommandLine';e={if ($_.Name -like 'codex*') {$_.CommandLine}}},@{n='Started';e={$_.CreationDate.ToUniversalTime().ToString('o')}} |
ConvertTo-Json -Compress`;

/** When the start of a process was last found to be the same, by its id and start. */
const confirmed = new Map<string, number>();

/** Windows knows the desktop app by its package. What a process has in its environment, it does not tell. */
export const windowsPlatform: CodexPlatform = {
  mayRead: () => true,
  folderOf: () => undefined,
  async isRunning({ pid, startedAt }) {
    const key = `${pid} ${startedAt.getTime()}`;
    if (!isAlive(pid)) {
      confirmed.delete(key);
      return false;
    }
    const now = performance.now();
    if (now - (confirmed.get(key) ?? Number.NEGATIVE_INFINITY) < CONFIRM_EVERY_MS) return true;
    const [found] = await processes(pid);
    // Something has this id; a PowerShell that gives no answer says nothing against it.
    if (found && found.startedAt.getTime() !== startedAt.getTime()) return false;
    if (found) confirmed.set(key, now);
    return true;
  },
  async list() {
    return sortProcesses(await processes(), ({ program }) => isWindowsDesktop(program));
  },
  async quitDesktop(wanted, how) {
    const found = await stillThere(wanted);
    if (!found) return undefined;
    const id = applicationUserModelId(found.program, manifestOf(found.program));
    // Without /F it is asked to close, as by the cross of its window. Never with its tree: a shell in it is not ours.
    const force = how === "byForce" ? ["/F"] : [];
    await run(inSystem("taskkill.exe"), "/PID", String(wanted.pid), ...force);
    return async () => {
      if (id === undefined) throw new AppError("CODEX_NOT_STARTED", { reason: "package" });
      // Explorer answers 1 whatever comes of it.
      const result = await run(join(windowsFolder(), "explorer.exe"), `shell:AppsFolder\\${id}`);
      if (result.kind !== "ended") throw new AppError("CODEX_NOT_STARTED", { reason: result.kind });
    };
  },
};

/** The same process and still of the package: ids are given out again soon on Windows. */
async function stillThere({ pid, startedAt }: CodexProcess): Promise<SystemProcess | undefined> {
  return (await processes(pid)).find(
    (one) => one.startedAt.getTime() === startedAt.getTime() && isWindowsDesktop(one.program),
  );
}

/** All processes, or the one of an id. */
async function processes(pid?: number): Promise<readonly SystemProcess[]> {
  const filter = pid === undefined ? "" : ` -Filter 'ProcessId=${pid}'`;
  const shell = inSystem("WindowsPowerShell", "v1.0", "powershell.exe");
  const result = await run(shell, "-NoProfile", "-NonInteractive", "-Command", question(filter));
  return result.kind === "ended" ? readWindowsProcesses(result.stdout) : [];
}

function manifestOf(program: string): string {
  try {
    return readFileSync(join(packageFolder(program) ?? "", "AppxManifest.xml"), "utf8");
  } catch {
    return "";
  }
}

function windowsFolder(): string {
  return process.env.SystemRoot ?? "C:\\Windows";
}

function inSystem(...parts: readonly string[]): string {
  return join(windowsFolder(), "System32", ...parts);
}

function run(path: string, ...args: readonly string[]): Promise<ProgramResult> {
  const command = { path, args: [] };
  const folder = windowsFolder();
  return runProgram({ command, args, env: process.env, folder, timeoutMs: LIMIT_MS });
}
