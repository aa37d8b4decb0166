import { spawn } from "node:child_process";
import { projectRoot } from "./paths.mjs";
import { exitCode } from "./run.mjs";
import { say } from "./script.mjs";

/**
 * Runs the app of a folder in an Electron runtime until it ends. Signals sent to us reach it, its output is ours.
 * @param {object} options
 * @param {import("./electron-runtime/findElectronRuntime.mjs").ElectronRuntime} options.electron
 * @param {string} [options.app] folder with a package.json; this project when left out
 * @param {readonly string[]} [options.args] arguments for the app
 * @param {NodeJS.ProcessEnv} [options.env]
 * @returns {Promise<number>} its exit code
 */
export async function launch({ electron, app = projectRoot, args = [], env = process.env }) {
  const child = spawn(electron.executablePath, [...switches(), app, ...args], {
    cwd: projectRoot,
    // Set by some editors' terminals; it would make Electron run as plain Node.
    env: { ...env, ELECTRON_RUN_AS_NODE: undefined },
    stdio: "inherit",
  });
  /** @type {NodeJS.Signals[]} */
  const passedOn = ["SIGINT", "SIGTERM", "SIGHUP"];
  /** @type {Set<NodeJS.Signals>} */
  const seen = new Set();
  const pass = (/** @type {NodeJS.Signals} */ signal) => {
    // Electron quits cleanly on the first signal and dies of the second, and a terminal's Ctrl-C has reached it already.
    const sentByTerminal = signal === "SIGINT" && process.stdin.isTTY;
    if (!sentByTerminal && !seen.has(signal)) child.kill(signal);
    seen.add(signal);
  };
  for (const signal of passedOn) process.on(signal, pass);
  try {
    return await new Promise((resolve, reject) => {
      child.on("error", reject);
      child.on("close", (code, signal) => resolve(exitCode(code, signal)));
    });
  } finally {
    for (const signal of passedOn) process.off(signal, pass);
  }
}

function switches() {
  if (process.platform !== "linux" || process.getuid?.() !== 0) return [];
  say(
    "Running as root: Chromium refuses its sandbox there, so this launcher adds --no-sandbox. The packaged app never does.",
  );
  return ["--no-sandbox"];
}
