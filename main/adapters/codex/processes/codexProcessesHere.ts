import { realpathSync } from "node:fs";
import { resolve } from "node:path";
import type { CodexProcess, CodexProcesses } from "../../../../app/codex/codexProcesses.ts";
import type { CodexPlatform } from "./codexPlatform.ts";
import { lastTurn } from "./lastTurn.ts";
import { createLinuxPlatform } from "./linuxPlatform.ts";
import { macPlatform } from "./macPlatform.ts";
import { terminalChat } from "./terminalChat.ts";
import { windowsPlatform } from "./windowsPlatform.ts";

/** The processes of Codex on this system. */
export function codexProcessesHere(
  getDesktopPath: () => string,
): Omit<CodexProcesses, "chooseDesktop"> {
  const platform = platformHere(getDesktopPath);
  if (!platform) return nothingKnown;
  return {
    async list(home) {
      const asked = realPath(home);
      const found = (await platform.list()).map(({ process, kind, host }) => {
        const { pid, startedAt } = process;
        const own = platform.homeOf(pid);
        const isOurHome = own === undefined || realPath(own) === asked;
        const folder = kind === "terminal" && isOurHome ? platform.folderOf(pid) : undefined;
        return { folder, process: { pid, kind, host, startedAt, home: own, isOurHome } };
      });
      return Promise.all(
        found.map(async ({ folder, process }): Promise<CodexProcess> => {
          // Of two sessions in one folder nobody can tell which chat is whose.
          const isAlone = found.filter((other) => other.folder === folder).length === 1;
          const { startedAt } = process;
          const chatBegunAt =
            folder !== undefined && isAlone
              ? await terminalChat({ home, folder, startedAt })
              : undefined;
          return { ...process, chatBegunAt };
        }),
      );
    },
    isRunning: (process) => platform.isRunning(process),
    lastTurn: (home, withinMs) => lastTurn(home, withinMs),
    quitDesktop: (desktop, how) => platform.quitDesktop(desktop, how),
  };
}

function platformHere(getDesktopPath: () => string): CodexPlatform | undefined {
  switch (process.platform) {
    case "linux":
      return createLinuxPlatform(getDesktopPath);
    case "darwin":
      return macPlatform;
    case "win32":
      return windowsPlatform;
    default:
      return undefined;
  }
}

const nothingKnown: Omit<CodexProcesses, "chooseDesktop"> = {
  list: async () => [],
  isRunning: async () => false,
  lastTurn: async () => undefined,
  quitDesktop: async () => undefined,
};

function realPath(path: string): string {
  try {
    return realpathSync.native(path);
  } catch {
    return resolve(path);
  }
}
