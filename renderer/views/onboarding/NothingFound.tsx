import type { OnboardingWay } from "../../../app/onboarding/onboarding.ts";
import { openDashboard } from "../../actions/openDashboard.ts";
import { run } from "../../actions/run.ts";
import { Button } from "../../components/Button.tsx";
import { FailureNotice } from "../../components/FailureNotice.tsx";
import { RingGauge } from "../../components/RingGauge.tsx";
import { tell } from "../../notices.ts";
import { useSnapshot } from "../../store.ts";
import { useWords } from "../../useWords.tsx";
import styles from "./steps.module.css";
import { useStepWords } from "./useStepWords.ts";

/** Where there is nothing to choose from: why, and what brings something. */
export function NothingFound({ way }: { readonly way: OnboardingWay }) {
  return way === "dashboard" ? <NoneInDashboard /> : <NoneInAccount />;
}

function NoneInDashboard() {
  const say = useStepWords();
  const problem = useSnapshot(({ dashboard }) => dashboard.problem);
  return (
    <>
      {problem && <FailureNotice failure={problem} />}
      <div className={styles.card} role="status">
        <RingGauge share={undefined} size={32} tone="dimmed" />
        <div>
          <h2>{say("choose.waitTitle")}</h2>
          <p className="dimmed">{say("choose.waitBody")}</p>
        </div>
        <Button onClick={() => void openDashboard()}>{say("choose.showDashboard")}</Button>
      </div>
    </>
  );
}

function NoneInAccount() {
  const { t } = useWords();
  const { problem, isLoading } = useSnapshot(({ balances }) => balances);

  async function refresh(): Promise<void> {
    const reply = await run("refreshBalances", {});
    if (!reply.ok) tell({ kind: "failure", failure: reply });
  }

  if (isLoading)
    return (
      <p role="status" className="dimmed">
        {t("balances.loading")}
      </p>
    );
  return (
    <>
      {problem ? (
        <FailureNotice failure={problem} />
      ) : (
        <div className={styles.card}>
          <RingGauge share={undefined} size={32} tone="dimmed" />
          <div>
            <h2>{t("balances.emptyTitle")}</h2>
            <p className="dimmed">{t("balances.emptyBody")}</p>
          </div>
        </div>
      )}
      <div className={styles.buttons}>
        <Button onClick={() => void refresh()}>{t("balances.refresh")}</Button>
      </div>
    </>
  );
}
