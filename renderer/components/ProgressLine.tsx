import { useFlow } from "../flow.ts";
import { useWords } from "../useWords.tsx";
import styles from "./ProgressLine.module.css";

/** A line below the strip while a command runs; it shows only when that takes longer than 300 ms. */
export function ProgressLine() {
  const { t } = useWords();
  const isPending = useFlow((flow) => flow.pending > 0);
  if (!isPending) return null;
  return <div className={styles.line} role="progressbar" aria-label={t("toast.wait")} />;
}
