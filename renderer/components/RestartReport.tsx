import { activeProvider } from "../../app/state.ts";
import { useSnapshot } from "../store.ts";
import { useNow } from "../useNow.ts";
import { useWords } from "../useWords.tsx";
import { CodexProcessRow } from "./CodexProcessRow.tsx";
import { FailureNotice } from "./FailureNotice.tsx";
import { formatAge } from "./formats.ts";
import styles from "./RestartDialog.module.css";
import type { CodexRestart } from "./useCodexRestart.ts";

/** What runs of Codex, what each still uses and what to do about it. */
export function RestartReport({ restart }: { readonly restart: CodexRestart }) {
  const { t, language } = useWords();
  const now = useNow();
  const active = useSnapshot(activeProvider);
  const { report, failure, question, isRestarting } = restart;
  const processes = report?.processes ?? [];
  return (
    <>
      {report?.lastTurnAt && !question && (
        <p className={styles.warning}>
          {t("restart.working", { age: formatAge(report.lastTurnAt, language, now) })}
        </p>
      )}
      {question && (
        <p role="alert" className={styles.warning}>
          {question === "working" ? t("restart.askWorking") : t("restart.askForce")}
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
        <p>{active ? t("restart.nothing", { name: active.name }) : t("restart.nothingBuiltIn")}</p>
      )}
      {processes.length > 0 && (
        <ul className={styles.list} aria-label={t("restart.list")}>
          {processes.map((process) => (
            <CodexProcessRow key={process.pid} process={process} />
          ))}
        </ul>
      )}
    </>
  );
}
