import { AppError } from "../../../../app/errors.ts";
import { type ProgramResult, runProgram } from "../runProgram.ts";
import { type CodexPlatform, isAlive } from "./codexPlatform.ts";
import { DESKTOP_BUNDLE, readMacBundle, readMacProcesses, readMacStart } from "./macAnswers.ts";
import { sortProcesses } from "./sortProcesses.ts";

const LIMIT_MS = 5000;

/** The answer to a polite request may be a question to the user, which nobody waits for here. */
const quitScript = `ignoring application responses
tell application id "${DESKTOP_BUNDLE}" to quit
end ignoring`;

/** macOS knows the desktop app by its bundle. What a process has in its environment, it does not tell. */
export const macPlatform: CodexPlatform = {
  mayRead: () => true,
  folderOf: () => undefined,
  async isRunning({ pid, startedAt }) {
    if (!isAlive(pid)) return false;
    const started = readMacStart(await ask("/bin/ps", "-p", String(pid), "-o", "lstart="));
    // Something has this id; a ps that gives no answer says nothing against it.
    return started === undefined || started.getTime() === startedAt.getTime();
  },
  async list() {
    const user = String(process.getuid?.() ?? "");
    const [programs, lines, desktop] = await Promise.all([
      ask("/bin/ps", "-ww", "-U", user, "-o", "pid=,ppid=,lstart=,comm="),
      ask("/bin/ps", "-ww", "-U", user, "-o", "pid=,args="),
      desktopIds(),
    ]);
    return sortProcesses(readMacProcesses(programs, lines), ({ pid }) => desktop.includes(pid));
  },
  async quitDesktop({ pid }, how) {
    if (!(await desktopIds()).includes(pid)) return undefined;
    if (how === "byForce") process.kill(pid, "SIGKILL");
    else if (!(await isDone(run("/usr/bin/osascript", "-e", quitScript))))
      // The user has not allowed this program to talk to others; Codex takes a signal as a wish to quit, too.
      process.kill(pid, "SIGTERM");
    return async () => {
      if (!(await isDone(run("/usr/bin/open", "-b", DESKTOP_BUNDLE))))
        throw new AppError("CODEX_NOT_STARTED", { reason: "open" });
    };
  },
};

async function desktopIds(): Promise<readonly number[]> {
  return readMacBundle(await ask("/usr/bin/lsappinfo", "list"), DESKTOP_BUNDLE);
}

function run(path: string, ...args: readonly string[]): Promise<ProgramResult> {
  // Dates in the C locale, and the same wherever the computer is taken.
  const env = { ...process.env, LC_ALL: "C", TZ: "UTC" };
  return runProgram({ command: { path, args: [] }, args, env, folder: "/", timeoutMs: LIMIT_MS });
}

async function ask(path: string, ...args: readonly string[]): Promise<string> {
  const result = await run(path, ...args);
  return result.kind === "ended" ? result.stdout : "";
}

async function isDone(result: Promise<ProgramResult>): Promise<boolean> {
  const ended = await result;
  return ended.kind === "ended" && ended.exitCode === 0;
}
