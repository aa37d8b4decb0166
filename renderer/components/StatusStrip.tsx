import { activeProvider } from "../../app/state.ts";
import { useSnapshot } from "../store.ts";
import { useWords } from "../useWords.tsx";
import { hasProblem } from "./hasProblem.ts";
import { isActiveMissing } from "./isActiveMissing.ts";
import { RingGauge } from "./RingGauge.tsx";
import { ServiceTag } from "./ServiceTag.tsx";
import styles from "./StatusStrip.module.css";
import { StripVerdict } from "./StripVerdict.tsx";

/** Always there: what Codex uses, and whether it works. */
export function StatusStrip() {
  const { t } = useWords();
  const active = useSnapshot(activeProvider);
  const activeId = useSnapshot((state) => state.activeProviderId);
  const needsAttention = useSnapshot((state) => hasProblem(state) || isActiveMissing(state));
  const isReading = useSnapshot((state) => state.configPath === "" && !state.configProblem);
  return (
    <section className={`frame-strip ${styles.strip}`} aria-label={t("strip.label")}>
      <RingGauge
        share={undefined}
        size={32}
        tone={active?.service ?? "dimmed"}
        needsAttention={needsAttention}
      />
      <div className={styles.using}>
        <div className="dimmed">{isReading ? t("strip.reading") : t("strip.uses")}</div>
        <div className={styles.name}>
          {active ? (
            <>
              <b title={active.name}>{active.name}</b>
              <ServiceTag service={active.service} />
            </>
          ) : activeId !== undefined ? (
            <code title={activeId}>{activeId}</code>
          ) : (
            !isReading && <b>{t("strip.builtIn")}</b>
          )}
        </div>
      </div>
      <StripVerdict />
    </section>
  );
}
