import { useEffect } from "react";
import { blockToStageAgain, onboardingStep } from "../../../app/onboarding/onboardingStep.ts";
import { ask } from "../../actions/ask.ts";
import { setUp } from "../../actions/setUp.ts";
import { useSnapshot } from "../../store.ts";
import { CheckStep } from "./CheckStep.tsx";
import { ChooseStep } from "./ChooseStep.tsx";
import styles from "./OnboardingView.module.css";
import { RepairStep } from "./RepairStep.tsx";
import { RestartStep } from "./RestartStep.tsx";
import { ReviewStep } from "./ReviewStep.tsx";
import { StartStep } from "./StartStep.tsx";
import { StepRail } from "./StepRail.tsx";

/** Setting Codex up, step by step; in place of the window's other parts until it is done or put off. */
export function OnboardingView() {
  const step = useSnapshot(onboardingStep);
  useBlockStagedAgain();
  useDiagnosis();
  return (
    <div className={styles.wizard} data-setting-up>
      <StepRail step={step} />
      <CurrentStep key={step} />
    </div>
  );
}

function CurrentStep() {
  const step = useSnapshot(onboardingStep);
  switch (step) {
    case "start":
      return <StartStep />;
    case "choose":
      return <ChooseStep />;
    case "repair":
      return <RepairStep />;
    case "review":
      return <ReviewStep />;
    case "restart":
      return <RestartStep />;
    case "check":
      return <CheckStep />;
  }
}

/** What is wrong with the file is worth knowing from the start. */
function useDiagnosis(): void {
  const isDiagnosed = useSnapshot(({ health }) => health.lookedAt !== undefined);
  useEffect(() => {
    if (!isDiagnosed) void ask("diagnose", {});
  }, [isDiagnosed]);
}

/** Whoever had chosen a balance when the program ended finds it chosen, as soon as the service has said what is there. */
function useBlockStagedAgain(): void {
  const providerId = useSnapshot(blockToStageAgain);
  useEffect(() => {
    if (providerId !== undefined)
      void setUp({ kind: "take", source: { kind: "account", providerId } });
  }, [providerId]);
}
