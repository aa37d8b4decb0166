import { useWords } from "../useWords.tsx";
import styles from "./CardSkeletons.module.css";

/** Keeps the places of the balances until they are known. */
export function CardSkeletons() {
  const { t } = useWords();
  return (
    <>
      <p role="status" className="visually-hidden">
        {t("balances.loading")}
      </p>
      {["first", "second", "third"].map((place) => (
        <div key={place} className={styles.card} aria-hidden="true">
          <span className={styles.bar} data-part="id" />
          <span className={styles.bar} data-part="name" />
          <span className={styles.bar} data-part="money" />
          <span className={styles.bar} data-part="expiry" />
          <span className={styles.ring} />
        </div>
      ))}
    </>
  );
}
