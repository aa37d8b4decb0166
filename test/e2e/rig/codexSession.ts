import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { CLOSED_NETWORK } from "./closedNetwork.ts";
import { type OwnedProcess, startProcess } from "./ownedProcess.ts";
import { processesOfHome } from "./processTree.ts";
import { codexProgram } from "./runCodex.ts";
import type { ThrowAwayHome } from "./throwAwayHome.ts";

/** The real Codex in a terminal of its own, as somebody has it who works with it. */
export interface CodexTerminal extends OwnedProcess {
  /** Sends a message, and waits until it is in a chat's file. The folder must be trusted. */
  say(message: string): Promise<void>;
  /** Begins a new chat. */
  newChat(): Promise<void>;
}

/** Starts a {@link CodexTerminal} in a folder of the home. */
export function startCodexTerminal(home: ThrowAwayHome, folder = home.path): CodexTerminal {
  const command = `stty rows 40 cols 120; exec '${codexProgram()}'`;
  const owned = startProcess("/usr/bin/script", ["-qfec", command, "/dev/null"], {
    cwd: folder,
    env: { PATH: process.env.PATH, TERM: "xterm", ...CLOSED_NETWORK, ...home.env },
    keepsInput: true,
  });
  const waitUntil = (isDone: () => boolean) => expect.poll(isDone).toBe(true);
  /** Enter may come too soon for what was typed before it; on an empty line it does nothing. */
  const enterUntil = (isDone: () => boolean) =>
    waitUntil(() => {
      if (isDone()) return true;
      owned.write("\r");
      return false;
    });
  // What it tells the terminal of itself.
  const isReady = () => owned.stdout().includes("state=idle");
  return {
    ...owned,
    async say(message) {
      await waitUntil(isReady);
      owned.write(message);
      await enterUntil(() => chatsOf(home).some((chat) => chat.includes(message)));
    },
    async newChat() {
      const before = locksOf(home);
      const shown = owned.stdout().length;
      owned.write("/new");
      await enterUntil(() => locksOf(home) > before);
      // What is typed before the empty chat is drawn is never sent (seen with Codex 0.171.0).
      await waitUntil(() => owned.stdout().slice(shown).includes("OpenAI Codex"));
    },
  };
}

/** Starts the real Codex as the server behind a program. */
export function startCodexServer(home: ThrowAwayHome): OwnedProcess {
  return startProcess(codexProgram(), ["app-server"], {
    cwd: home.path,
    env: { PATH: process.env.PATH, ...CLOSED_NETWORK, ...home.env },
    keepsInput: true,
  });
}

/** Ends what a Codex of this home has left behind, which is nobody's child: its background server. */
export function endCodexOf(home: ThrowAwayHome): void {
  for (const pid of processesOfHome("codex", home.codexHome)) process.kill(pid, "SIGKILL");
}

/** What stands in the files of the chats, which come with the first message (seen with Codex 0.169.0). */
function chatsOf(home: ThrowAwayHome): readonly string[] {
  const folder = home.file(".codex/sessions");
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => readFileSync(join(parentPath, name), "utf8"));
}

/** How many chats are open; one has its lock at once (seen with Codex 0.169.0). */
function locksOf(home: ThrowAwayHome): number {
  const folder = home.file(".codex/thread-writer-locks");
  return existsSync(folder) ? readdirSync(folder).length : 0;
}
