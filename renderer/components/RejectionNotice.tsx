import { CircleAlert } from "lucide-react";
import type { CodexCheckResult } from "../../app/codex/codexProgram.ts";
import { useWords } from "../useWords.tsx";
import styles from "./FailureNotice.module.css";

type Rejection = Extract<CodexCheckResult, { status: "rejected" }>;

/** What Codex has against the file, in its own words. The way back is in the strip. */
export function RejectionNotice({ check }: { readonly check: Rejection }) {
  const { t } = useWords();
  const { line, column, message } = check;
  return (
    <div role="alert" className={styles.notice}>
      <CircleAlert size={16} aria-hidden="true" />
      <div className={styles.words}>
        <p>
          <strong>
            {line === undefined
              ? t("config.rejected")
              : t("config.rejectedAt", { line, column: column ?? 1 })}
          </strong>
        </p>
        <code className={styles.quote}>{message}</code>
      </div>
    </div>
  );
}
