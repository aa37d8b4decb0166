import { useCallback, useEffect, useState } from "react";
import type { CodexProcessReport, RestartOutcome } from "../../app/codexProcesses.ts";
import type { Failure } from "../../app/errors.ts";
import { activeProvider } from "../../app/state.ts";
import { run } from "../actions/run.ts";
import { closeDialog, showView } from "../flow.ts";
import { tell } from "../notices.ts";
import { isLinux } from "../platform.ts";
import { useSnapshot } from "../store.ts";
import { useNow } from "../useNow.ts";
import { useWords } from "../useWords.tsx";
import { Button } from "./Button.tsx";
import { CodexProcessRow } from "./CodexProcessRow.tsx";
import { DialogFrame } from "./DialogFrame.tsx";
import { FailureNotice } from "./FailureNotice.tsx";
import { formatAge } from "./formats.ts";
import styles from "./RestartDialog.module.css";

/** What has to be answered before the desktop app is restarted. */
type Question = Extract<RestartOutcome["status"], "working" | "stillRunning">;

/** What runs of Codex, what each still uses and what to do about it, and the restart of the desktop app. */
export function RestartDialog() {
  const { t, language } = useWords();
  const now = useNow();
  const active = useSnapshot(activeProvider);
  const stale = useSnapshot(({ staleCodex }) => staleCodex);
  const desktopPath = useSnapshot(({ settings }) => settings.codexDesktopPath);
  const [report, setReport] = useState<CodexProcessReport>();
  const [failure, setFailure] = useState<Failure>();
  const [question, setQuestion] = useState<Question>();
  const [isRestarting, setRestarting] = useState(false);
  const name = active?.name ?? t("restart.builtIn");

  const look = useCallback(async () => {
    const reply = await run("listCodexProcesses", {});
    if (reply.ok) setReport(reply.value);
    else setFailure(reply);
  }, []);
  // A process that has ended meanwhile is not to be dealt with any more.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the list is read again whenever it may have changed
  useEffect(() => void look(), [look, stale.length]);

  async function restart(force: boolean): Promise<void> {
    const evenWhileWorking = force || question === "working";
    setFailure(undefined);
    setQuestion(undefined);
    setRestarting(true);
    const reply = await run("restartCodexDesktop", { evenWhileWorking, force });
    setRestarting(false);
    if (!reply.ok) return setFailure(reply);
    const { status } = reply.value;
    if (status === "working" || status === "stillRunning") return setQuestion(status);
    if (status === "notRunning") tell({ kind: "hint", title: t("restart.notRunning"), body: "" });
    else {
      const body = t("restart.doneBody", { name });
      tell({ kind: "done", title: t("restart.done"), body, canUndo: false });
    }
    // Where nothing else is left to do, there is nothing left to read.
    if (stale.every(({ kind }) => kind === "desktop")) closeDialog();
    else await look();
  }

  const processes = report?.processes ?? [];
  const hasDesktop = processes.some(({ kind }) => kind === "desktop");
  const words: Record<Question, string> = {
    working: t("restart.askWorking"),
    stillRunning: t("restart.askForce"),
  };
  const action = hasDesktop && (
    <Button
      data-autofocus
      variant={question === "stillRunning" ? "danger" : "primary"}
      isDisabled={isRestarting}
      onClick={() => void restart(question === "stillRunning")}
    >
      {question === "stillRunning"
        ? t("restart.force")
        : question === "working"
          ? t("restart.anyway")
          : t("restart.desktop")}
    </Button>
  );
  return (
    <DialogFrame title={t("restart.title")} action={action || undefined}>
      <p>{t("restart.intro")}</p>
      {report?.lastTurnAt && !question && (
        <p className={styles.warning}>
          {t("restart.working", { age: formatAge(report.lastTurnAt, language, now) })}
        </p>
      )}
      {question && (
        <p role="alert" className={styles.warning}>
          {words[question]}
        </p>
      )}
      {isRestarting && (
        <p role="status" className="dimmed">
          {t("restart.restarting")}
        </p>
      )}
      {failure && <FailureNotice failure={failure} />}
      {!report && !failure && (
        <p role="status" className="dimmed">
          {t("restart.looking")}
        </p>
      )}
      {report && processes.length === 0 && (
        <p>{active ? t("restart.nothing", { name }) : t("restart.nothingBuiltIn")}</p>
      )}
      {processes.length > 0 && (
        <ul className={styles.list} aria-label={t("restart.list")}>
          {processes.map((process) => (
            <CodexProcessRow key={process.pid} process={process} />
          ))}
        </ul>
      )}
      {report && !hasDesktop && isLinux && desktopPath === "" && (
        <p className="dimmed">
          {t("restart.noDesktop")}{" "}
          <Button
            variant="quiet"
            size="small"
            onClick={() => {
              closeDialog();
              showView("settings");
            }}
          >
            {t("nav.settings")}
          </Button>
        </p>
      )}
    </DialogFrame>
  );
}
