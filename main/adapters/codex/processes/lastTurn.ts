import { chatFiles } from "./chatFiles.ts";

/** When a chat of a home was last written to, if that was within the last so many milliseconds. */
export async function lastTurn(
  home: string,
  withinMs: number,
  now = Date.now(),
): Promise<Date | undefined> {
  const times = (await chatFiles(home, now - withinMs)).map(({ writtenAt }) => writtenAt);
  return times.length > 0 ? new Date(Math.max(...times)) : undefined;
}
