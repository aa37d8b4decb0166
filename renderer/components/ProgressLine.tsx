import { useFlow } from "../flow.ts";
import { useWords } from "../useWords.tsx";
import styles from "./ProgressLine.module.css";

/** A line below the strip while a command runs; it shows only when that takes longer than 300 ms. */
export function ProgressLine() {
  const { t } = useWords();
  const isPending = useFlow((flow) => flow.pending > 0);
  if (!isPending) return null;
  // In a landmark of its own: it is part of no other, and whoever goes from one to the next should find it.
  return (
    <section aria-label={t("toast.wait")}>
      <div className={styles.line} role="progressbar" aria-label={t("toast.wait")} />
    </section>
  );
}
