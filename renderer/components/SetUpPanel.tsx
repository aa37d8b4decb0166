import { setUp } from "../actions/setUp.ts";
import { useSnapshot } from "../store.ts";
import { useWords } from "../useWords.tsx";
import { Button } from "./Button.tsx";
import { RingGauge } from "./RingGauge.tsx";
import styles from "./SetUpPanel.module.css";

/** Where nothing is there yet: the way to begin, or to go on where one left. */
export function SetUpPanel() {
  const { t } = useWords();
  const wasLeft = useSnapshot(({ onboarding }) => onboarding.status === "left");
  return (
    <div className={styles.panel}>
      <RingGauge share={undefined} size={48} tone="dimmed" />
      <div className={styles.words}>
        <h2>{t("setUp.emptyTitle")}</h2>
        <p className="dimmed">{t("setUp.emptyBody")}</p>
      </div>
      <Button variant="primary" onClick={() => void setUp({ kind: "open" })}>
        {wasLeft ? t("setUp.resume") : t("setUp.begin")}
      </Button>
    </div>
  );
}
