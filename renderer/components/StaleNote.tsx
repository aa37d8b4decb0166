import { useWords } from "../useWords.tsx";
import styles from "./ChangeDialog.module.css";

/** Says that the file changed while the user looked, and that what they see is new. */
export function StaleNote() {
  const { t } = useWords();
  return (
    <p role="alert" className={styles.warning}>
      {t("dialog.stale")}
    </p>
  );
}
