import type { BalanceView } from "../../app/account/balances.ts";
import { isCodexBuiltIn } from "../../app/provider/providerView.ts";
import { type AppState, activeProvider, needsAttention } from "../../app/state.ts";
import { useSnapshot } from "../store.ts";
import { useWords } from "../useWords.tsx";
import { RingGauge } from "./RingGauge.tsx";
import { ServiceTag } from "./ServiceTag.tsx";
import styles from "./StatusStrip.module.css";
import { StripBalance } from "./StripBalance.tsx";
import { StripVerdict } from "./StripVerdict.tsx";

/** Always there: which balance Codex uses, how much of it is left, and whether it works. */
export function StatusStrip() {
  const { t } = useWords();
  const active = useSnapshot(activeProvider);
  const activeId = useSnapshot((state) => state.activeProviderId);
  const hasFault = useSnapshot(needsAttention);
  // What a file that cannot be read would have said, nobody knows.
  const isUnknown = useSnapshot((state) => state.configProblem !== undefined);
  const balance = useSnapshot(balanceInUse);
  const isReading = useSnapshot((state) => state.configPath === "" && !state.configProblem);
  return (
    <section className={`frame-strip ${styles.strip}`} aria-label={t("strip.label")}>
      <RingGauge
        share={balance?.share}
        size={32}
        tone={active?.service ?? "dimmed"}
        needsAttention={hasFault || (balance !== undefined && balance.status !== "active")}
      />
      <div className={styles.using}>
        <div className="dimmed">{isReading ? t("strip.reading") : t("strip.uses")}</div>
        <div className={styles.name}>
          {active ? (
            <>
              <b title={active.name}>{active.name}</b>
              <ServiceTag service={active.service} />
            </>
          ) : activeId !== undefined && !isCodexBuiltIn(activeId) ? (
            <code title={activeId}>{activeId}</code>
          ) : (
            !isReading && <b>{isUnknown ? t("strip.unknown") : t("strip.builtIn")}</b>
          )}
        </div>
      </div>
      {balance && <StripBalance balance={balance} />}
      <StripVerdict />
    </section>
  );
}

function balanceInUse({ balances }: AppState): BalanceView | undefined {
  return balances.items.find(({ isInUse }) => isInUse);
}
