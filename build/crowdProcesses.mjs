import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdir, readFile } from "node:fs/promises";

/** Names the crowd in the environment of everything it starts, also of what has left its parent. */
const mark = "PHOTONMARK_CROWD";

/**
 * @typedef {object} Member
 * @property {string} name
 * @property {number} pid
 * @property {() => boolean} isRunning
 * @property {Promise<number>} ended with its exit code; 1 after a signal
 */

/**
 * A crowd of programs that run beside the tests, each in a process group of its own.
 * @param {string} id in the environment of each; no other program has it there
 */
export function createCrowd(id) {
  /** @type {Member[]} */
  const members = [];
  return {
    members,
    /**
     * Starts a program. Its stdin stays open, as a Codex ends with it; its output goes nowhere unless told.
     * @param {string} name
     * @param {string} command
     * @param {readonly string[]} args
     * @param {{ env: NodeJS.ProcessEnv, cwd: string, output?: number | "inherit" }} options output: a file that is
     *   open, or where ours goes
     * @returns {Member}
     */
    start(name, command, args, { env, cwd, output }) {
      const child = spawn(command, args, {
        cwd,
        env: { ...env, [mark]: id },
        detached: true,
        stdio: ["pipe", output ?? "ignore", output ?? "ignore"],
      });
      const ended = once(child, "exit").then(
        ([code]) => Number(code ?? 1),
        () => 127,
      );
      const isRunning = () =>
        child.pid !== undefined && child.exitCode === null && child.signalCode === null;
      const member = { name, pid: child.pid ?? -1, isRunning, ended };
      members.push(member);
      return member;
    },
    /** Ends the members with all that they have started, each by its pid, until nothing is left. */
    async end() {
      const roots = new Set(members.filter(({ isRunning }) => isRunning()).map(({ pid }) => pid));
      for (let looks = 0; looks < 20; looks += 1) {
        const left = belongingTo(await readProcesses(), roots, `${mark}=${id}`);
        if (left.length === 0) return;
        for (const pid of left) end(pid);
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    },
  };
}

/**
 * @typedef {object} RunningProcess
 * @property {number} pid
 * @property {number} parent
 * @property {readonly string[]} env as `NAME=value`; empty where it cannot be read
 */

/**
 * The processes that are one of the roots, carry the mark, or descend from one that does: the tests start programs
 * with an environment of their own, and some programs leave their parent.
 * @param {readonly RunningProcess[]} processes
 * @param {ReadonlySet<number>} roots
 * @param {string} marked
 * @returns {number[]}
 */
export function belongingTo(processes, roots, marked) {
  const found = new Set(
    processes
      .filter(({ pid, env }) => roots.has(pid) || env.includes(marked))
      .map(({ pid }) => pid),
  );
  for (let size = -1; size !== found.size; ) {
    size = found.size;
    for (const { pid, parent } of processes) if (found.has(parent)) found.add(pid);
  }
  found.delete(process.pid);
  return [...found];
}

/** @returns {Promise<RunningProcess[]>} those that can be read; a zombie has ended */
async function readProcesses() {
  const pids = (await readdir("/proc")).filter((name) => /^\d+$/.test(name));
  const read = pids.map(async (pid) => {
    const text = (/** @type {string} */ file) =>
      readFile(`/proc/${pid}/${file}`, "utf8").catch(() => "");
    const stat = await text("stat");
    const [state, parent] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    if (stat === "" || state === "Z") return [];
    return [{ pid: Number(pid), parent: Number(parent), env: (await text("environ")).split("\0") }];
  });
  return (await Promise.all(read)).flat();
}

/** @param {number} pid */
function end(pid) {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It has ended meanwhile.
  }
}
