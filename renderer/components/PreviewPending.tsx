import { useWords } from "../useWords.tsx";
import styles from "./ChangeDialog.module.css";

/** Keeps the place of a preview that is being worked out; says so only when that takes longer than 300 ms. */
export function PreviewPending() {
  const { t } = useWords();
  return <p className={styles.waiting}>{t("diff.working")}</p>;
}
