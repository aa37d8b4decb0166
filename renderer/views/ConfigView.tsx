import { RotateCw } from "lucide-react";
import { useEffect, useState } from "react";
import type { MaskedConfig } from "../../app/contract.ts";
import type { Failure } from "../../app/errors.ts";
import { run } from "../actions/run.ts";
import { Button } from "../components/Button.tsx";
import { CodeView } from "../components/CodeView.tsx";
import { FailureNotice } from "../components/FailureNotice.tsx";
import { RejectionNotice } from "../components/RejectionNotice.tsx";
import { showView } from "../flow.ts";
import { useSnapshot } from "../store.ts";
import { useWords } from "../useWords.tsx";
import styles from "./ConfigView.module.css";

/** The file itself, with every secret masked. */
export function ConfigView() {
  const { t } = useWords();
  const state = useSnapshot((snapshot) => snapshot);
  const { config, failure } = useMaskedConfig(state.revision);
  const { configPath, realConfigPath, configProblem, configExists, codexCheck } = state;
  const shownFailure = configProblem ?? failure;
  const canRestore =
    shownFailure?.code === "CONFIG_UNREADABLE" || shownFailure?.code === "CONFIG_NOT_UTF8";
  const problemLine =
    Number(configProblem?.detail.line) ||
    (codexCheck.status === "rejected" ? codexCheck.line : undefined);
  return (
    <div className={`page ${styles.view}`}>
      <div className={styles.head}>
        <h1>{t("config.title")}</h1>
        <Button onClick={() => void run("reload", {})}>
          <RotateCw size={16} strokeWidth={1.75} aria-hidden="true" />
          {t("config.reload")}
        </Button>
      </div>
      <p className={styles.path}>
        <code title={configPath}>{configPath}</code>
        {realConfigPath !== configPath && (
          <span>{t("config.linked", { path: realConfigPath })}</span>
        )}
      </p>
      {shownFailure && (
        <FailureNotice failure={shownFailure}>
          {canRestore && (
            <Button size="small" onClick={() => showView("backups")}>
              {t("nav.backups")}
            </Button>
          )}
        </FailureNotice>
      )}
      {!shownFailure && codexCheck.status === "rejected" && <RejectionNotice check={codexCheck} />}
      {configExists && config && (
        <CodeView
          text={config.text}
          activeLine={config.activeLine}
          problemLine={problemLine}
          label={t("config.content")}
        />
      )}
      {!configExists && !shownFailure && (
        <div className={styles.missing}>
          <h2>{t("config.missing")}</h2>
          <p>{t("config.missingHint")}</p>
        </div>
      )}
    </div>
  );
}

/** Reads the file whenever its revision changes; the old text stays until the new one is there. */
function useMaskedConfig(revision: string): {
  readonly config: MaskedConfig | undefined;
  readonly failure: Failure | undefined;
} {
  const [config, setConfig] = useState<MaskedConfig>();
  const [failure, setFailure] = useState<Failure>();
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new revision is the reason to read again
  useEffect(() => {
    let isWanted = true;
    void run("readConfig", {}).then((reply) => {
      if (!isWanted) return;
      setConfig(reply.ok ? reply.value : undefined);
      setFailure(reply.ok ? undefined : reply);
    });
    return () => {
      isWanted = false;
    };
  }, [revision]);
  return { config, failure };
}
