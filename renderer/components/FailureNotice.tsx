import { CircleAlert } from "lucide-react";
import type { ReactNode } from "react";
import type { Failure } from "../../app/errors.ts";
import { describeFailure } from "../../app/i18n/describeFailure.ts";
import { useWords } from "../useWords.tsx";
import styles from "./FailureNotice.module.css";

interface FailureNoticeProps {
  readonly failure: Failure;
  /** The one action, if there is one. */
  readonly children?: ReactNode;
}

/** A failure: what happened and what was left untouched, what to do next, and a code to search for. */
export function FailureNotice({ failure, children }: FailureNoticeProps) {
  const { t } = useWords();
  const { what, next } = describeFailure(t, failure);
  return (
    <div role="alert" className={styles.notice}>
      <CircleAlert size={16} aria-hidden="true" />
      <div className={styles.words}>
        <p>
          <strong>{what}</strong>
        </p>
        <p>{next}</p>
        <code className={styles.code}>{failure.code}</code>
      </div>
      {children}
    </div>
  );
}
