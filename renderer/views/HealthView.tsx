import { RotateCw, Wrench } from "lucide-react";
import { useEffect } from "react";
import type { FindingView } from "../../app/doctor/finding.ts";
import { openFindings } from "../../app/state.ts";
import { ask } from "../actions/ask.ts";
import { lookAgain } from "../actions/lookAgain.ts";
import { Button } from "../components/Button.tsx";
import { FailureNotice } from "../components/FailureNotice.tsx";
import { FindingCard } from "../components/FindingCard.tsx";
import { HealthVerdict } from "../components/HealthVerdict.tsx";
import { openDialog } from "../flow.ts";
import { useSnapshot } from "../store.ts";
import { useDoctorWords } from "../useDoctorWords.ts";
import { useWords } from "../useWords.tsx";
import styles from "./HealthView.module.css";

const severities = ["error", "warning", "info"] as const;

/** What keeps Codex from working, and the ways to mend it. */
export function HealthView() {
  const { t } = useWords();
  const { findings, lookedAt } = useSnapshot((state) => state.health);
  const count = useSnapshot((state) => openFindings(state).length);
  const problem = useSnapshot((state) => state.configProblem);
  const hasWords = useDoctorWords(true);
  useEffect(() => {
    if (lookedAt === undefined) void ask("diagnose", {});
  }, [lookedAt]);
  useEffect(() => {
    void ask("checkNotifications", {});
  }, []);
  const safe = findings.filter(({ fix }) => fix?.isSafe).length;
  return (
    <div className="page">
      <div className={styles.head}>
        <h1>{t("health.title")}</h1>
        <div className={styles.actions}>
          <Button onClick={() => void lookAgain()}>
            <RotateCw size={16} strokeWidth={1.75} aria-hidden="true" />
            {t("health.again")}
          </Button>
          {safe > 0 && (
            <Button variant="primary" onClick={fixAll}>
              <Wrench size={16} strokeWidth={1.75} aria-hidden="true" />
              {t("health.fixAll")}
            </Button>
          )}
        </div>
      </div>
      <HealthVerdict count={count} safe={safe} lookedAt={lookedAt} />
      {problem && findings.length === 0 && <FailureNotice failure={problem} />}
      {hasWords &&
        severities.map((severity) => (
          <Group
            key={severity}
            title={t(`health.${severity}`)}
            findings={findings.filter((finding) => finding.severity === severity)}
          />
        ))}
    </div>
  );
}

function fixAll(): void {
  openDialog({ kind: "change", change: { kind: "fix", findings: "all" }, isStale: false });
}

interface GroupProps {
  readonly title: string;
  readonly findings: readonly FindingView[];
}

function Group({ title, findings }: GroupProps) {
  if (findings.length === 0) return null;
  return (
    <section aria-label={title}>
      <h2 className={styles.group}>{title}</h2>
      <ul className={styles.list}>
        {findings.map((finding) => (
          <FindingCard key={finding.key} finding={finding} />
        ))}
      </ul>
    </section>
  );
}
