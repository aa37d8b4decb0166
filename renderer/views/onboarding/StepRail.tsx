import { Check } from "lucide-react";
import { isGood } from "../../../app/codex/providerCheck.ts";
import { type OnboardingStep, onboardingSteps } from "../../../app/onboarding/onboarding.ts";
import type { AppState } from "../../../app/state.ts";
import { setUp } from "../../actions/setUp.ts";
import { Button } from "../../components/Button.tsx";
import { RingGauge } from "../../components/RingGauge.tsx";
import { useSnapshot } from "../../store.ts";
import { useWords } from "../../useWords.tsx";
import { LanguageSwitch } from "./LanguageSwitch.tsx";
import styles from "./StepRail.module.css";
import { useStepWords } from "./useStepWords.ts";

/** Whether the provider that was set up has said yes. */
function hasAnswered({ onboarding, providerChecks }: AppState): boolean {
  const check = providerChecks[onboarding.providerId ?? ""];
  return check !== undefined && check !== "checking" && isGood(check);
}

/** How far one has come: the ring fills by a sixth with each step, and closes when the service has answered. */
export function StepRail({ step }: { readonly step: OnboardingStep }) {
  const { t } = useWords();
  const hasWorked = useSnapshot(hasAnswered);
  const say = useStepWords();
  const reached = onboardingSteps.indexOf(step);
  const total = onboardingSteps.length;
  return (
    <nav className={styles.rail} aria-label={say("label")}>
      <p className={styles.brand}>{t("app.name")}</p>
      <div className={styles.gauge} aria-hidden="true">
        <RingGauge share={(reached + (step === "check" && hasWorked ? 1 : 0)) / total} size={104} />
        <span className={styles.count}>
          <b>{reached + 1}</b>
          {say("ofTotal", { total })}
        </span>
      </div>
      <ol className={styles.steps}>
        {onboardingSteps.map((one, index) => (
          <li
            key={one}
            className={styles.step}
            data-place={index < reached ? "done" : index === reached ? "here" : "ahead"}
            aria-current={index === reached ? "step" : undefined}
          >
            <span className={styles.mark} aria-hidden="true">
              {index < reached && <Check size={12} strokeWidth={2.5} />}
            </span>
            {say(`steps.${one}`)}
            {index < reached && <span className="visually-hidden">{say("stepDone")}</span>}
          </li>
        ))}
      </ol>
      <div className={styles.foot}>
        <LanguageSwitch />
        <Button variant="quiet" size="small" onClick={() => void setUp({ kind: "leave" })}>
          {say("leave")}
        </Button>
      </div>
    </nav>
  );
}
