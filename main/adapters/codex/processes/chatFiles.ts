import type { Dirent } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";

/** Chats that were begun longer ago than the newest so many days with chats are not looked at. */
const MAX_DAYS = 60;

/** The file of a chat. */
export interface ChatFile {
  readonly path: string;
  /** When it was last written to, in milliseconds since 1970. */
  readonly writtenAt: number;
}

/**
 * The chats of a home that were written to after a moment, in milliseconds since 1970. Codex keeps each as
 * `sessions/<year>/<month>/<day>/rollout-*.jsonl` and appends to it while a turn runs (seen with Codex 0.169.0).
 */
export async function chatFiles(home: string, after: number): Promise<readonly ChatFile[]> {
  const found: ChatFile[] = [];
  let days = 0;
  const sessions = join(home, "sessions");
  for (const year of await foldersIn(sessions))
    for (const month of await foldersIn(year))
      for (const day of await foldersIn(month)) {
        days += 1;
        if (days > MAX_DAYS) return found;
        found.push(...(await chatsOf(day)).filter(({ writtenAt }) => writtenAt >= after));
      }
  return found;
}

/** Newest first, as their names are dates. */
async function foldersIn(folder: string): Promise<readonly string[]> {
  const names = (await entriesOf(folder)).filter((entry) => entry.isDirectory());
  return names
    .map(({ name }) => join(folder, name))
    .toSorted()
    .reverse();
}

async function chatsOf(folder: string): Promise<readonly ChatFile[]> {
  const chats = (await entriesOf(folder)).filter(({ name }) => /^rollout-.*\.jsonl/.test(name));
  return Promise.all(
    chats.map(async ({ name }) => {
      const path = join(folder, name);
      return { path, writtenAt: await modifiedAt(path) };
    }),
  );
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
