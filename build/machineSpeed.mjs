import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { performance } from "node:perf_hooks";

/** What {@link work} takes on two quiet cores, where the normal times in the tests were measured. */
const NORMAL_MS = 650;

/**
 * Measures how many times slower than normal this machine is now: slow hardware and other work on it count alike.
 * It is never less than 1, so that a fast machine does not shorten a wait.
 * @returns {number}
 */
export function measureSlowness() {
  const start = performance.now();
  work();
  return Math.max(1, (performance.now() - start) / NORMAL_MS);
}

/** What tests spend their time on: JavaScript, native code and starts of processes. */
function work() {
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (let step = 0; step < 400_000; step += 1) {
    const key = `key ${(step * 7919) % 5000}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const hash = createHash("sha256");
  for (let step = 0; step < 40; step += 1) hash.update(Buffer.alloc(1 << 20, step));
  hash.digest();
  for (let started = 0; started < 4; started += 1) spawnSync(process.execPath, ["-e", "0"]);
}
