import type { ChildProcess } from "node:child_process";

/** No answer of Codex that we read is larger; `codex doctor --json` prints about 12 KB. */
const MAX_OUTPUT_BYTES = 1024 * 1024;

/** A program and the arguments it always gets. */
export interface ProgramCommand {
  readonly path: string;
  readonly args: readonly string[];
}

/** How a program ended. */
export type ProgramResult =
  | {
      readonly kind: "ended";
      /** Null when a signal ended it. */
      readonly exitCode: number | null;
      readonly stdout: string;
      readonly stderr: string;
    }
  | { readonly kind: "timedOut" | "tooMuchOutput" }
  | { readonly kind: "notStarted"; readonly reason: string };

/** What {@link runProgram} runs. */
export interface ProgramRun {
  readonly command: ProgramCommand;
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  readonly folder: string;
  readonly timeoutMs: number;
}

/** Runs a program without a shell and without input, and ends it with all it started when it takes too long. */
export async function runProgram(run: ProgramRun): Promise<ProgramResult> {
  // Loaded here, because it takes a tenth of the time that listing providers does, which needs none.
  const { spawn } = await import("node:child_process");
  return new Promise((resolve) => {
    const child = spawn(run.command.path, [...run.command.args, ...run.args], {
      env: run.env,
      cwd: run.folder,
      stdio: ["ignore", "pipe", "pipe"],
      // A process group of its own, so that what it started can be ended with it.
      detached: process.platform !== "win32",
      windowsHide: true,
    });
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    let size = 0;
    const settle = (result: ProgramResult): void => {
      clearTimeout(timer);
      resolve(result);
    };
    const stop = (kind: "timedOut" | "tooMuchOutput"): void => {
      killTree(child, spawn);
      settle({ kind });
    };
    const timer = setTimeout(() => stop("timedOut"), run.timeoutMs);
    const collect = (chunks: Buffer[]) => (chunk: Buffer) => {
      size += chunk.length;
      if (size > MAX_OUTPUT_BYTES) stop("tooMuchOutput");
      else chunks.push(chunk);
    };
    child.stdout.on("data", collect(stdout));
    child.stderr.on("data", collect(stderr));
    child.on("error", (error) => settle({ kind: "notStarted", reason: reasonOf(error) }));
    child.on("close", (exitCode) =>
      settle({
        kind: "ended",
        exitCode,
        stdout: Buffer.concat(stdout).toString("utf8"),
        stderr: Buffer.concat(stderr).toString("utf8"),
      }),
    );
  });
}

function reasonOf(error: Error): string {
  return "code" in error && typeof error.code === "string" ? error.code : error.name;
}

type Spawn = typeof import("node:child_process").spawn;

/** Ends what we started, by its id: with its group where there are groups, else with its tree. */
function killTree(child: ChildProcess, spawn: Spawn): void {
  const { pid } = child;
  if (pid === undefined) return;
  child.stdout?.destroy();
  child.stderr?.destroy();
  try {
    if (process.platform === "win32")
      spawn("taskkill", ["/pid", String(pid), "/t", "/f"]).on("error", () => child.kill());
    else process.kill(-pid, "SIGKILL");
  } catch {
    // It has ended by itself meanwhile.
  }
}
