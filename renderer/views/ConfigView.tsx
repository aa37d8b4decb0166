import { RotateCw, SquarePen } from "lucide-react";
import { lazy, Suspense, useEffect, useMemo, useState } from "react";
import type { MaskedConfig } from "../../app/contract.ts";
import type { Failure } from "../../app/errors.ts";
import { openInEditor } from "../actions/openInEditor.ts";
import { run } from "../actions/run.ts";
import type { LineMark } from "../code/lineMarks.ts";
import { Button } from "../components/Button.tsx";
import { ConfigFindings } from "../components/ConfigFindings.tsx";
import { ConfigOutline } from "../components/ConfigOutline.tsx";
import { FailureNotice } from "../components/FailureNotice.tsx";
import { ImportButtons } from "../components/ImportButtons.tsx";
import { RejectionNotice } from "../components/RejectionNotice.tsx";
import { type ConfigTarget, showFinding, showView, useFlow } from "../flow.ts";
import { useSnapshot } from "../store.ts";
import { useWords } from "../useWords.tsx";
import styles from "./ConfigView.module.css";
import { problemMark } from "./problemMark.ts";
import { useFindingMarks } from "./useFindingMarks.ts";

const ConfigEditor = lazy(async () => ({
  default: (await import("../code/ConfigEditor.tsx")).ConfigEditor,
}));

/** The file itself, with every secret masked. */
export function ConfigView() {
  const { t } = useWords();
  const state = useSnapshot((snapshot) => snapshot);
  const { config, failure } = useMaskedConfig(state.revision);
  const { configPath, realConfigPath, configProblem, configExists, codexCheck } = state;
  const found = configProblem ?? failure;
  const canRestore = found?.code === "CONFIG_UNREADABLE" || found?.code === "CONFIG_NOT_UTF8";
  // What the doctor found at its lines says the same in better words, and leaves room for the text.
  const isExplained = state.health.findings.some(
    ({ severity, place }) =>
      severity === "error" && place?.file === configPath && place.line !== undefined,
  );
  const shownFailure = found && !(canRestore && isExplained) ? found : undefined;
  const isQuoted = state.health.findings.some(
    ({ id, place }) => id === "codex-rejects" && place?.line === undefined,
  );
  const isRejected = !found && (isQuoted || !isExplained) && codexCheck.status === "rejected";
  return (
    <div className={`page ${styles.view}`}>
      <div className={styles.head}>
        <h1>{t("config.title")}</h1>
        <Button onClick={() => void run("reload", {})}>
          <RotateCw size={16} strokeWidth={1.75} aria-hidden="true" />
          {t("config.reload")}
        </Button>
        {configExists && (
          <Button onClick={() => void openInEditor()}>
            <SquarePen size={16} strokeWidth={1.75} aria-hidden="true" />
            {t("config.openInEditor")}
          </Button>
        )}
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
      {isRejected && <RejectionNotice check={codexCheck} />}
      {configExists && config && <ConfigText config={config} />}
      {!configExists && !found && (
        <div className={styles.missing}>
          <h2>{t("config.missing")}</h2>
          <p>{t("config.missingHint")}</p>
          <div className={styles.ways}>
            <ImportButtons isMain />
          </div>
        </div>
      )}
    </div>
  );
}

/** The text with its marks, and the outline beside it. */
function ConfigText({ config }: { readonly config: MaskedConfig }) {
  const { t } = useWords();
  const state = useSnapshot((snapshot) => snapshot);
  const asked = useFlow((flow) => flow.configTarget);
  const { text, activeLine, outline } = config;
  const problem = problemMark(state, t);
  const findings = useFindingMarks();
  const problemLine = problem?.line;
  const problemWords = problem?.words;
  const marks = useMemo((): readonly LineMark[] => {
    const active = activeLine === undefined ? [] : [{ line: activeLine, kind: "active" } as const];
    // What has been found says more than what a parser stopped at.
    const isFound = findings.some(({ line }) => line === problemLine);
    if (problemLine === undefined || isFound) return [...active, ...findings];
    const kind = "error" as const;
    const found = { line: problemLine, kind, ...(problemWords && { words: problemWords }) };
    return [...active, found, ...findings];
  }, [activeLine, problemLine, problemWords, findings]);
  const target = useMemo(() => {
    const line = (asked && lineOf(asked, outline)) ?? problemLine ?? activeLine;
    return line === undefined ? undefined : { line };
  }, [asked, outline, problemLine, activeLine]);
  return (
    <>
      {findings.length > 0 && <ConfigFindings findings={findings} />}
      <div className={styles.text}>
        <Suspense fallback={<div data-pending className={styles.pending} />}>
          <ConfigEditor
            text={text}
            marks={marks}
            target={target}
            label={t("config.content")}
            onFinding={showFinding}
          />
        </Suspense>
        {outline.length > 0 && <ConfigOutline outline={outline} />}
      </div>
    </>
  );
}

function lineOf(target: ConfigTarget, outline: MaskedConfig["outline"]): number | undefined {
  if ("line" in target) return target.line;
  return outline.find(({ providerId }) => providerId === target.providerId)?.line;
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
