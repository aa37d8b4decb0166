import type { Dirent } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";

/** Chats that were begun longer ago than the newest so many days with chats are not looked at. */
const MAX_DAYS = 60;

/**
 * When a chat of a home was last written to, if that was within the last so many milliseconds. Codex keeps each chat
 * as `sessions/<year>/<month>/<day>/rollout-*.jsonl` and appends to it while a turn runs (seen with Codex 0.169.0).
 */
export async function lastTurn(
  home: string,
  withinMs: number,
  now = Date.now(),
): Promise<Date | undefined> {
  let newest = 0;
  let days = 0;
  const sessions = join(home, "sessions");
  for (const year of await foldersIn(sessions))
    for (const month of await foldersIn(year))
      for (const day of await foldersIn(month)) {
        days += 1;
        if (days > MAX_DAYS) return dateOf(newest);
        for (const time of await chatTimes(day))
          if (now - time <= withinMs) newest = Math.max(newest, time);
      }
  return dateOf(newest);
}

function dateOf(time: number): Date | undefined {
  return time > 0 ? new Date(time) : undefined;
}

/** Newest first, as their names are dates. */
async function foldersIn(folder: string): Promise<readonly string[]> {
  const names = (await entriesOf(folder)).filter((entry) => entry.isDirectory());
  return names
    .map(({ name }) => join(folder, name))
    .toSorted()
    .reverse();
}

async function chatTimes(folder: string): Promise<readonly number[]> {
  const chats = (await entriesOf(folder)).filter(({ name }) => /^rollout-.*\.jsonl/.test(name));
  return Promise.all(chats.map(({ name }) => modifiedAt(join(folder, name))));
}

async function modifiedAt(path: string): Promise<number> {
  try {
    return (await stat(path)).mtimeMs;
  } catch {
    return 0;
  }
}

/** A folder that is missing has nothing in it. */
async function entriesOf(folder: string): Promise<readonly Dirent[]> {
  try {
    return await readdir(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}
