import { type ChildProcess, fork } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "vite";
import { afterAll, beforeAll, onTestFinished } from "vitest";
import type { HomeMessage, HomeTask } from "../workers/homeWorker.ts";

/** A process of its own that works on a home. */
export interface HomeProcess {
  readonly child: ChildProcess;
  readonly messages: readonly HomeMessage[];
  /** Resolves when the process has ended, however. */
  readonly ended: Promise<void>;
  /** Resolves with the next message of a kind that has not been waited for; rejects when none can come. */
  next<Kind extends HomeMessage["kind"]>(kind: Kind): Promise<HomeMessage & { kind: Kind }>;
}

let script = "";

/** Builds the worker, because Node 20 does not run TypeScript, and removes it after the tests of the file. */
export function buildHomeWorker(): void {
  let folder = "";
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "photonmark-worker-"));
    // Some workers run as somebody else.
    chmodSync(folder, 0o755);
    await build({
      configFile: false,
      logLevel: "error",
      root: import.meta.dirname,
      ssr: { noExternal: true },
      build: {
        ssr: join(import.meta.dirname, "../workers/homeWorker.ts"),
        outDir: folder,
        target: "node20",
        rolldownOptions: { output: { entryFileNames: "worker.mjs" } },
      },
    });
    script = join(folder, "worker.mjs");
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
}

/** Starts a worker process, which the test's end ends as well. */
export function startHomeProcess(
  task: HomeTask,
  account: { readonly uid?: number; readonly gid?: number } = {},
): HomeProcess {
  const child = fork(script, [JSON.stringify(task)], { ...account, execArgv: [] });
  const messages: HomeMessage[] = [];
  const waiting: (() => void)[] = [];
  const wake = () => {
    for (const look of waiting.splice(0)) look();
  };
  let hasEnded = false;
  let taken = 0;
  child.on("message", (message: HomeMessage) => {
    messages.push(message);
    wake();
  });
  const ended = new Promise<void>((resolve) => {
    child.once("close", () => {
      hasEnded = true;
      wake();
      resolve();
    });
  });
  onTestFinished(async () => {
    if (!hasEnded) child.kill("SIGKILL");
    await ended;
  });
  return {
    child,
    messages,
    ended,
    async next(kind) {
      for (;;) {
        while (taken < messages.length) {
          const message = messages[taken++];
          if (message?.kind === kind) return message as HomeMessage & { kind: typeof kind };
        }
        if (hasEnded)
          throw new Error(`the worker ended before ${kind}: ${JSON.stringify(messages.at(-1))}`);
        await new Promise<void>((resolve) => waiting.push(resolve));
      }
    },
  };
}
