import { spawn } from "node:child_process";
import { AppError } from "../../../../app/errors.ts";

/** What {@link startDetached} starts. */
export interface DetachedStart {
  readonly program: string;
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  readonly folder: string;
}

/** Starts a program that outlives this one and writes nowhere. @throws AppError `CODEX_NOT_STARTED` */
export function startDetached({ program, args, env, folder }: DetachedStart): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { env, cwd: folder, detached: true, stdio: "ignore" });
    child.once("spawn", () => {
      child.unref();
      resolve();
    });
    child.once("error", (error: NodeJS.ErrnoException) => {
      // Without the cause, which quotes the arguments.
      reject(new AppError("CODEX_NOT_STARTED", { reason: error.code ?? "spawn" }));
    });
  });
}
