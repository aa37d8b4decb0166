import { spawn } from "node:child_process";
import { once } from "node:events";
import { SetUpError } from "./script.mjs";

const goodByeMs = 2000;

/**
 * @typedef {object} BackgroundProcess
 * @property {(descriptor: 1 | 3) => Promise<string>} firstLine waits for the first line written to that descriptor
 * @property {() => Promise<void>} stop ends it by its pid
 */

/**
 * Starts a program that serves us until we end, and never outlives us. In a process group of its own, so that Ctrl-C in
 * the terminal reaches the app first.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, input?: string }} [options] input: written to its stdin, which is then closed
 * @returns {BackgroundProcess}
 */
export function startInBackground(command, args, options = {}) {
  const child = spawn(command, args, {
    detached: true,
    env: options.env ?? process.env,
    stdio: ["pipe", "pipe", "ignore", "pipe"],
  });
  child.stdin?.on("error", () => undefined).end(options.input ?? "");
  child.on("error", () => undefined);
  const ended = once(child, "exit").then(
    () => undefined,
    () => undefined,
  );
  const kill = () => void child.kill("SIGKILL");
  process.once("exit", kill);

  return {
    async firstLine(descriptor) {
      const stream = child.stdio[descriptor];
      let text = "";
      const line = (async () => {
        for await (const chunk of /** @type {AsyncIterable<Buffer>} */ (stream)) {
          text += chunk.toString();
          if (text.includes("\n")) return text.slice(0, text.indexOf("\n"));
        }
        throw new SetUpError(`${command} ended before it was ready`);
      })();
      return line;
    },
    async stop() {
      child.kill("SIGTERM");
      const timer = setTimeout(kill, goodByeMs);
      await ended;
      clearTimeout(timer);
      process.off("exit", kill);
    },
  };
}
