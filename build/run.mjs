import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { constants } from "node:os";
import { dirname, join } from "node:path";
import { projectRoot } from "./paths.mjs";

/**
 * @typedef {object} RunOptions
 * @property {string} [cwd] the project's folder when left out
 * @property {NodeJS.ProcessEnv} [env] this process's environment when left out
 * @property {"inherit" | "stderr" | "capture"} [output] where the child's output goes: ours, all to our stderr, or
 *   into the result; "inherit" when left out
 * @property {number} [timeoutMs] the child is ended after this many milliseconds
 */

/**
 * Runs a program to its end.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<{ code: number, stdout: string, stderr: string }>} code is 128 + signal number after a signal,
 *   127 when the program cannot be started
 */
export function run(command, args, options = {}) {
  const output = options.output ?? "inherit";
  const child = spawn(command, args, {
    cwd: options.cwd ?? projectRoot,
    env: options.env ?? process.env,
    stdio:
      output === "capture"
        ? ["ignore", "pipe", "pipe"]
        : ["inherit", output === "stderr" ? 2 : 1, 2],
    ...(options.timeoutMs === undefined ? {} : { timeout: options.timeoutMs }),
  });
  let stdout = "";
  let stderr = "";
  child.stdout?.setEncoding("utf8").on("data", (chunk) => {
    stdout += chunk;
  });
  child.stderr?.setEncoding("utf8").on("data", (chunk) => {
    stderr += chunk;
  });
  return new Promise((resolve) => {
    child.on("error", (error) => resolve({ code: 127, stdout, stderr: error.message }));
    child.on("close", (code, signal) => resolve({ code: exitCode(code, signal), stdout, stderr }));
  });
}

/**
 * The shell's exit code for a finished child.
 * @param {number | null} code
 * @param {NodeJS.Signals | null} signal
 * @returns {number}
 */
export function exitCode(code, signal) {
  if (code !== null) return code;
  return 128 + (signal === null ? 0 : constants.signals[signal]);
}

/**
 * How to start the npm that runs us, or else the one beside this Node. Through Node itself, because on Windows
 * `npm` is a batch file, which cannot be spawned without a shell.
 * @returns {{ command: string, args: string[] }}
 */
export function npmCommand() {
  const candidates = [
    process.env.npm_execpath ?? "",
    join(dirname(process.execPath), "node_modules", "npm", "bin", "npm-cli.js"),
    join(dirname(process.execPath), "..", "lib", "node_modules", "npm", "bin", "npm-cli.js"),
  ];
  const script = candidates.find((path) => path.endsWith("npm-cli.js") && existsSync(path));
  return script === undefined
    ? { command: "npm", args: [] }
    : { command: process.execPath, args: [script] };
}

/**
 * The script of a locally installed tool, to be run with Node.
 * @param {string} packageName
 * @param {string} relativePath path of the script in that package
 * @returns {string}
 */
export function toolScript(packageName, relativePath) {
  return join(projectRoot, "node_modules", packageName, relativePath);
}
