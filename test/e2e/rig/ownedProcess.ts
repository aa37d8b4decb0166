import { spawn } from "node:child_process";
import { patience } from "../../support/patience.ts";
import { captureProcessTree } from "./capturedTree.ts";
import { withDeadline } from "./withDeadline.ts";

/** How a process ended. */
interface ProcessEnd {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** A process this run started and is allowed to end. */
export interface OwnedProcess {
  readonly pid: number;
  /** Everything written so far. */
  stdout(): string;
  stderr(): string;
  /** Resolves when the process has ended and its own output is complete. */
  readonly ended: Promise<ProcessEnd>;
  /** First line on stdout (or on the extra pipe, fd 3); rejects if the process ends first. */
  firstLine(source: "stdout" | "fd3"): Promise<string>;
  /** Types into it, where its stdin was left open. */
  write(text: string): void;
  /** Asks the process to end, then forces it and what it started, each by pid. */
  stop(graceMs?: number): Promise<ProcessEnd>;
}

/** Options of {@link startProcess}. */
export interface StartOptions {
  readonly env: NodeJS.ProcessEnv;
  readonly cwd?: string;
  /** Text for stdin, which is closed after it; without it stdin is closed at once. */
  readonly input?: string;
  /** Leaves stdin open, for a program that ends with it. */
  readonly keepsInput?: boolean;
}

/**
 * Starts a program without a shell and keeps its output.
 * @throws Error when the program cannot be started.
 */
export function startProcess(
  file: string,
  args: readonly string[],
  options: StartOptions,
): OwnedProcess {
  const child = spawn(file, args, {
    env: options.env,
    cwd: options.cwd,
    stdio: ["pipe", "pipe", "pipe", "pipe"],
    // Away from the terminal the tests may run in, as desktops start programs.
    detached: true,
  });
  const text = { stdout: "", stderr: "", fd3: "" };
  const lineWaiters = new Set<() => void>();
  const collect = (source: keyof typeof text, stream: NodeJS.ReadableStream) => {
    stream.setEncoding("utf8");
    stream.on("data", (chunk: string) => {
      text[source] += chunk;
      for (const wake of lineWaiters) wake();
    });
  };
  collect("stdout", child.stdout);
  collect("stderr", child.stderr);
  collect("fd3", child.stdio[3] as unknown as NodeJS.ReadableStream);
  child.stdin.on("error", () => undefined); // It may end without reading what it was given.
  if (!options.keepsInput) child.stdin.end(options.input ?? "");

  const ended = new Promise<ProcessEnd>((resolve, reject) => {
    child.once("error", reject);
    // "close" is the end of the output too, but a grandchild that inherited the pipes may hold it up.
    child.once("exit", (code, signal) => {
      const settle = () => resolve({ code, signal });
      const enough = setTimeout(settle, 250);
      child.once("close", () => {
        clearTimeout(enough);
        settle();
      });
    });
  });
  ended.catch(() => undefined);
  const pid = child.pid ?? -1;

  return {
    pid,
    stdout: () => text.stdout,
    stderr: () => text.stderr,
    ended,
    firstLine(source) {
      let wake: () => void = () => undefined;
      const line = new Promise<string>((resolve, reject) => {
        wake = () => {
          const end = text[source].indexOf("\n");
          if (end >= 0) resolve(text[source].slice(0, end));
        };
        lineWaiters.add(wake);
        ended.then(
          ({ code, signal }) =>
            reject(new Error(`${file} ended (${code ?? signal}) early:\n${text.stderr}`)),
          reject,
        );
        wake();
      });
      return withDeadline(line, patience(), `first line of ${file}`, () => text.stderr).finally(
        () => lineWaiters.delete(wake),
      );
    },
    write: (piece) => void child.stdin.write(piece),
    async stop(graceMs = 3_000) {
      if (child.exitCode !== null || child.signalCode !== null || pid < 0) return await ended;
      const tree = captureProcessTree(pid);
      child.kill("SIGTERM");
      await withDeadline(ended, graceMs, "end").catch(() => child.kill("SIGKILL"));
      const result = await ended;
      tree.forceEnd();
      return result;
    },
  };
}
