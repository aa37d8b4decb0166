import { type ChildProcess, fork } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { build } from "vite";
import { afterAll, beforeAll, onTestFinished } from "vitest";
import type { KeychainAnswer, KeychainTask } from "../workers/keychainWorker.ts";

/** A process that uses the keychain of a desktop: the system's library knows one desktop per process. */
export interface KeychainProcess {
  /** Does a task and gives its answer. @throws Error when the process ends first */
  ask(task: KeychainTask): Promise<KeychainAnswer>;
  /** Resolves when the process has ended. */
  readonly ended: Promise<{
    readonly code: number | null;
    readonly signal: NodeJS.Signals | null;
  }>;
  /** Everything written so far, to both outputs. */
  output(): string;
}

let script = "";

/** Builds the worker, because Node 20 does not run TypeScript, and removes it after the tests of the file. */
export function buildKeychainWorker(): void {
  let folder = "";
  beforeAll(async () => {
    // Below the project, so that the native package is found.
    const cache = join(import.meta.dirname, "../../../node_modules/.cache");
    mkdirSync(cache, { recursive: true });
    folder = mkdtempSync(join(cache, "photonmark-worker-"));
    await build({
      configFile: false,
      logLevel: "error",
      root: import.meta.dirname,
      ssr: { noExternal: true, external: ["keytar"] },
      build: {
        ssr: join(import.meta.dirname, "../workers/keychainWorker.ts"),
        outDir: folder,
        target: "node20",
        rolldownOptions: { output: { entryFileNames: "worker.mjs" } },
      },
    });
    script = join(folder, "worker.mjs");
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
}

/** Starts a worker on a desktop, with `home` as its home; the test's end ends it as well. */
export function startKeychainProcess(
  home: string,
  desktop: Readonly<Record<string, string>>,
): KeychainProcess {
  const child: ChildProcess = fork(script, [], {
    execArgv: [],
    stdio: ["ignore", "pipe", "pipe", "ipc"],
    // Complete: nothing of the machine's own desktop leaks in.
    env: { PATH: process.env.PATH ?? "", HOME: home, ...desktop },
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream?.on("data", (chunk: Buffer) => {
      output += chunk.toString();
    });
  const waiting: { kind: string; resolve: (answer: KeychainAnswer) => void }[] = [];
  child.on("message", (answer: KeychainAnswer) => {
    const index = waiting.findIndex(({ kind }) => kind === answer.kind);
    waiting.splice(index, 1)[0]?.resolve(answer);
  });
  const ended: KeychainProcess["ended"] = new Promise((resolve) => {
    child.once("close", (code, signal) => resolve({ code, signal }));
  });
  onTestFinished(async () => {
    child.kill("SIGKILL");
    await ended;
  });
  return {
    ended,
    output: () => output,
    ask(task) {
      const answered = new Promise<KeychainAnswer>((resolve) => {
        waiting.push({ kind: task.kind, resolve });
      });
      child.send(task);
      const died = ended.then(({ code, signal }) => {
        throw new Error(`the worker ended (${code ?? signal}) before ${task.kind}: ${output}`);
      });
      return Promise.race([answered, died]);
    },
  };
}
