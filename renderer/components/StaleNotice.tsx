import { CloudOff } from "lucide-react";
import type { Failure } from "../../app/errors.ts";
import { describeFailure } from "../../app/i18n/describeFailure.ts";
import { useWords } from "../useWords.tsx";
import { formatAge } from "./formats.ts";
import styles from "./StaleNotice.module.css";

interface StaleNoticeProps {
  readonly problem: Failure;
  /** ISO 8601. */
  readonly fetchedAt: string;
  readonly now: Date;
}

/** Why the numbers on screen are old, and how old. */
export function StaleNotice({ problem, fetchedAt, now }: StaleNoticeProps) {
  const { t, language } = useWords();
  const { what, next } = describeFailure(t, problem);
  // What the language puts between two sentences: a space, or nothing.
  const between = t("strip.sentences", { first: "", second: "" });
  return (
    <div role="status" className={styles.notice}>
      <CloudOff size={16} strokeWidth={1.75} aria-hidden="true" />
      <p>
        <strong>{what}</strong>
        {between}
        {t("balances.stale", { age: formatAge(fetchedAt, language, now) })}
        {between}
        <span className="dimmed">{next}</span>
      </p>
      <code className={styles.code}>{problem.code}</code>
    </div>
  );
}
