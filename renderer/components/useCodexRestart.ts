import { useCallback, useEffect, useState } from "react";
import type { CodexProcessReport, RestartOutcome } from "../../app/codex/codexProcesses.ts";
import type { Failure } from "../../app/errors.ts";
import { activeProvider } from "../../app/state.ts";
import { run } from "../actions/run.ts";
import { tell } from "../notices.ts";
import { useSnapshot } from "../store.ts";
import { useWords } from "../useWords.tsx";

/** What has to be answered before the desktop app is restarted. */
export type RestartQuestion = Extract<RestartOutcome["status"], "working" | "stillRunning">;

/** What runs of Codex, and the restart of its desktop app. */
export interface CodexRestart {
  /** Undefined: it is being looked. */
  readonly report: CodexProcessReport | undefined;
  readonly failure: Failure | undefined;
  readonly question: RestartQuestion | undefined;
  readonly hasDesktop: boolean;
  readonly isRestarting: boolean;
  /** Restarts the desktop app, or asks first; true when there is nothing left to do. */
  readonly restart: () => Promise<boolean>;
}

/** Looks what runs of Codex, again whenever that may have changed, and restarts its desktop app on demand. */
export function useCodexRestart(): CodexRestart {
  const { t } = useWords();
  const active = useSnapshot(activeProvider);
  const stale = useSnapshot(({ staleCodex }) => staleCodex);
  const [report, setReport] = useState<CodexProcessReport>();
  const [failure, setFailure] = useState<Failure>();
  const [question, setQuestion] = useState<RestartQuestion>();
  const [isRestarting, setRestarting] = useState(false);

  const look = useCallback(async () => {
    const reply = await run("listCodexProcesses", {});
    if (reply.ok) setReport(reply.value);
    else setFailure(reply);
  }, []);
  // A process that has ended meanwhile is not to be dealt with any more.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the list is read again whenever it may have changed
  useEffect(() => void look(), [look, stale.length]);

  async function restart(): Promise<boolean> {
    const force = question === "stillRunning";
    const evenWhileWorking = force || question === "working";
    setFailure(undefined);
    setQuestion(undefined);
    setRestarting(true);
    const reply = await run("restartCodexDesktop", { evenWhileWorking, force });
    setRestarting(false);
    if (!reply.ok) {
      setFailure(reply);
      return false;
    }
    const { status } = reply.value;
    if (status === "working" || status === "stillRunning") {
      setQuestion(status);
      return false;
    }
    if (status === "notRunning") tell({ kind: "hint", title: t("restart.notRunning"), body: "" });
    else {
      const body = t("restart.doneBody", { name: active?.name ?? t("restart.builtIn") });
      tell({ kind: "done", title: t("restart.done"), body, canUndo: false });
    }
    if (stale.every(({ kind }) => kind === "desktop")) return true;
    await look();
    return false;
  }

  const hasDesktop = report?.processes.some(({ kind }) => kind === "desktop") ?? false;
  return { report, failure, question, hasDesktop, isRestarting, restart };
}
