import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { say } from "./script.mjs";

/**
 * Runs `work` while no other process holds the lock at `path` (a folder that exists while the lock is held).
 * Our own few lines, because it is needed before the first `npm ci`. A lock whose process is gone is taken over; should
 * two waiters take it over in the same instant, both work: what they make is published by an atomic rename anyway.
 * @template T
 * @param {string} path
 * @param {string} what named in the line printed while waiting
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withFolderLock(path, what, work) {
  await mkdir(dirname(path), { recursive: true });
  let told = false;
  while (!(await acquire(path))) {
    if (await ownerIsGone(path)) {
      await discard(path);
      continue;
    }
    if (!told) say(`Waiting for another process that is busy with ${what} (${path})`);
    told = true;
    await sleep(250);
  }
  try {
    return await work();
  } finally {
    await rm(path, { recursive: true, force: true });
  }
}

/** @param {string} path */
async function acquire(path) {
  try {
    await mkdir(path);
  } catch (error) {
    if (hasCode(error, "EEXIST")) return false;
    throw error;
  }
  await writeFile(join(path, "owner"), `${hostname()}\n${process.pid}\n`);
  return true;
}

/** @param {string} path */
async function ownerIsGone(path) {
  const text = await readFile(join(path, "owner"), "utf8").catch(() => "");
  const [host, pid] = text.split("\n");
  if (!host || !pid) {
    // Between mkdir and writeFile of a live owner, or an owner that died just there: give it a moment.
    await sleep(1000);
    return (await readFile(join(path, "owner"), "utf8").catch(() => "")) === "";
  }
  if (host !== hostname()) return false;
  try {
    process.kill(Number(pid), 0);
    return false;
  } catch (error) {
    return hasCode(error, "ESRCH");
  }
}

/** @param {string} path */
async function discard(path) {
  const aside = `${path}.${process.pid}.stale`;
  await rename(path, aside).catch(() => undefined);
  await rm(aside, { recursive: true, force: true });
}

/**
 * @param {unknown} error
 * @param {string} code
 */
function hasCode(error, code) {
  return error instanceof Error && "code" in error && error.code === code;
}
