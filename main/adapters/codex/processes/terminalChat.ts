import { type FileHandle, open } from "node:fs/promises";
import { chatFiles } from "./chatFiles.ts";

/** The first line of a chat tells where and by what it was begun within so many bytes; the instructions follow. */
const HEAD_BYTES = 4096;

/** A session in a terminal, as the system knows it. */
export interface TerminalSession {
  readonly home: string;
  readonly folder: string;
  readonly startedAt: Date;
}

/**
 * When the chat was begun that was last written to in the folder of a terminal session. Nothing ties a process to its
 * chats: the background server holds them, and goes on holding those that are no longer shown. But each says in which
 * folder it was begun; whether it is of this session, `terminalWatch.ts` may know. A chat after `/new` has its own
 * file from its first turn on (measured with Codex 0.169.0). Undefined: none was written to.
 */
export async function terminalChat(session: TerminalSession): Promise<Date | undefined> {
  const { home, folder, startedAt } = session;
  const files = await chatFiles(home, startedAt.getTime());
  for (const { path } of files.toSorted((a, b) => b.writtenAt - a.writtenAt)) {
    const begun = beginningOf(await headOf(path));
    if (begun?.folder === folder) return begun.at;
  }
  return undefined;
}

/** What the first line of a chat tells of its beginning; undefined for one of anything but a terminal session. */
export function beginningOf(head: string): { folder: string; at: Date } | undefined {
  if (!/"type"\s*:\s*"session_meta"/.test(head)) return undefined;
  const payload = head.slice(head.indexOf('"payload"'));
  const textOf = (name: string): string => {
    const quoted = new RegExp(`"${name}"\\s*:\\s*("(?:[^"\\\\]|\\\\.)*")`).exec(payload)?.[1];
    return quoted === undefined ? "" : String(parseJson(quoted));
  };
  const at = new Date(textOf("timestamp"));
  const folder = textOf("cwd");
  if (textOf("originator") !== "codex-tui" || folder === "" || Number.isNaN(at.getTime()))
    return undefined;
  return { folder, at };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return "";
  }
}

/** The beginning of a file; nothing of one that cannot be read. */
async function headOf(path: string): Promise<string> {
  let file: FileHandle | undefined;
  try {
    file = await open(path);
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    return buffer.toString("utf8", 0, bytesRead);
  } catch {
    return "";
  } finally {
    await file?.close();
  }
}
