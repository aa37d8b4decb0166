import type { CodexProcess, CodexProcesses } from "../../../../app/codex/codexProcesses.ts";
import type { CodexPlatform } from "./codexPlatform.ts";
import { lastTurn } from "./lastTurn.ts";
import { createLinuxPlatform } from "./linuxPlatform.ts";
import { macPlatform } from "./macPlatform.ts";
import { terminalChat } from "./terminalChat.ts";
import { createTerminalWatch } from "./terminalWatch.ts";
import { windowsPlatform } from "./windowsPlatform.ts";

/** Questions after several sessions come together; one look answers them. In milliseconds. */
const MIN_LOOK_PAUSE_MS = 1000;

/** The processes of Codex on this system. */
export function codexProcessesHere(
  getDesktopPath: () => string,
  now = Date.now,
): Omit<CodexProcesses, "chooseDesktop"> {
  const platform = platformHere(getDesktopPath);
  if (!platform) return nothingKnown;
  const watch = createTerminalWatch();
  let watchedHome = "";
  let lookedAt = Number.NEGATIVE_INFINITY;

  const look = async (home: string) => {
    const found = (await platform.list()).flatMap(({ process, kind, host }) => {
      const { pid, startedAt } = process;
      // A switch in this home changes nothing for a Codex of another one.
      if (!platform.mayRead(pid, home)) return [];
      const folder = kind === "terminal" ? platform.folderOf(pid) : undefined;
      return [{ folder, process: { pid, kind, host, startedAt } }];
    });
    const sessions = found.flatMap(({ folder, process: { pid, startedAt } }) =>
      folder === undefined ? [] : [{ pid, startedAt, folder }],
    );
    lookedAt = now();
    watchedHome = home;
    watch.look(sessions, lookedAt);
    return found;
  };

  return {
    async list(home) {
      const found = await look(home);
      return Promise.all(
        found.map(async ({ folder, process }): Promise<CodexProcess> => {
          if (folder === undefined) return { ...process, chatBegunAt: undefined };
          const { pid, startedAt } = process;
          const begunAt = await terminalChat({ home, folder, startedAt });
          const isOwn = begunAt && watch.isOwn({ pid, startedAt, folder }, begunAt);
          return { ...process, chatBegunAt: isOwn ? begunAt : undefined };
        }),
      );
    },
    async isRunning(process) {
      // Whoever asks often whether a session has ended also sees who else comes and goes.
      const passed = Math.abs(now() - lookedAt);
      if (watch.isWatching() && passed >= MIN_LOOK_PAUSE_MS) await look(watchedHome);
      return platform.isRunning(process);
    },
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
