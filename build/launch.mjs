import { spawn } from "node:child_process";
import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { printWithoutNoise } from "./electronNoise.mjs";
import { projectRoot } from "./paths.mjs";
import { exitCode } from "./run.mjs";
import { say } from "./script.mjs";

const lastWordsMs = 500;

/**
 * Runs the app of a folder in an Electron runtime until it ends. Signals sent to us reach it; its output is ours, except
 * for errors that mean nothing.
 * @param {object} options
 * @param {Pick<import("./electron-runtime/findElectronRuntime.mjs").ElectronRuntime, "executablePath" | "distPath">} options.electron
 * @param {string} [options.app] folder with a package.json; this project when left out
 * @param {readonly string[]} [options.args] arguments for the app
 * @param {NodeJS.ProcessEnv} [options.env]
 * @returns {Promise<number>} its exit code
 */
export async function launch({ electron, app = projectRoot, args = [], env = process.env }) {
  await explainForbiddenSandbox(electron.distPath);
  const child = spawn(electron.executablePath, [...switches(), app, ...args], {
    cwd: projectRoot,
    // Set by some editors' terminals; it would make Electron run as plain Node.
    env: { ...env, ELECTRON_RUN_AS_NODE: undefined },
    stdio: ["inherit", "inherit", "pipe"],
  });
  const printed = printWithoutNoise(child.stderr, (text) => process.stderr.write(text));
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
    /** @type {number} */
    const code = await new Promise((resolve, reject) => {
      child.on("error", reject);
      child.on("exit", (code, signal) => resolve(exitCode(code, signal)));
    });
    // A browser that the app has opened may hold on to its output and outlive it.
    await Promise.race([printed, setTimeout(lastWordsMs, undefined, { ref: false })]);
    child.stderr.destroy();
    return code;
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

/**
 * Ubuntu 24.04 and newer forbid the sandbox to programs without an AppArmor profile (an installed .deb has one); then
 * Electron ends at once with a long message. Says what helps.
 * @param {string} distPath of the runtime
 */
async function explainForbiddenSandbox(distPath) {
  if (process.platform !== "linux" || process.getuid?.() === 0) return;
  const restricted = await readFile(
    "/proc/sys/kernel/apparmor_restrict_unprivileged_userns",
    "utf8",
  ).catch(() => "0");
  const helper = join(distPath, "chrome-sandbox");
  const info = await stat(helper).catch(() => undefined);
  const isSetUid = info?.uid === 0 && (info.mode & 0o4000) !== 0;
  if (restricted.trim() !== "1" || isSetUid) return;
  say(
    `This system forbids Chromium's sandbox here. If the app does not start, run this once:\n  sudo chown root:root ${helper} && sudo chmod 4755 ${helper}`,
  );
}
