import type { CodexProcesses } from "../../../app/codex/codexProcesses.ts";

/** The processes of Codex. What finds them is loaded with the first question: many runs never have one. */
export function createCodexProcesses(
  getDesktopPath: () => string,
): Omit<CodexProcesses, "chooseDesktop"> {
  let loading: Promise<Omit<CodexProcesses, "chooseDesktop">> | undefined;
  const loaded = () => {
    loading ??= import("./processes/codexProcessesHere.ts").then(({ codexProcessesHere }) =>
      codexProcessesHere(getDesktopPath),
    );
    return loading;
  };
  return {
    list: async (home) => (await loaded()).list(home),
    isRunning: async (process) => (await loaded()).isRunning(process),
    lastTurn: async (home, withinMs) => (await loaded()).lastTurn(home, withinMs),
    quitDesktop: async (desktop, how) => (await loaded()).quitDesktop(desktop, how),
  };
}
