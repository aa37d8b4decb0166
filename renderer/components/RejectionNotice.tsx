import { CircleAlert } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { CodexCheckResult } from "../../app/state.ts";
import { changeNow } from "../actions/changeNow.ts";
import { useSnapshot } from "../store.ts";
import { Button } from "./Button.tsx";
import styles from "./FailureNotice.module.css";

type Rejection = Extract<CodexCheckResult, { status: "rejected" }>;

/** What Codex has against the file, in its own words, with the way back. */
export function RejectionNotice({ check }: { readonly check: Rejection }) {
  const { t } = useTranslation();
  const canUndo = useSnapshot((state) => state.undo !== undefined);
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
      {canUndo && (
        <Button size="small" onClick={() => void changeNow({ kind: "undo" })}>
          {t("dialog.undo")}
        </Button>
      )}
    </div>
  );
}
