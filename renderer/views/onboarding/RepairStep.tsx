import type { Change } from "../../../app/change/change.ts";
import { changeOf, type OnboardingChange } from "../../../app/onboarding/onboardingStep.ts";
import { isActiveMissing } from "../../../app/state.ts";
import { openInEditor } from "../../actions/openInEditor.ts";
import { setUp } from "../../actions/setUp.ts";
import { Button } from "../../components/Button.tsx";
import { useChangePreview } from "../../components/useChangePreview.ts";
import { useSnapshot } from "../../store.ts";
import { Faults } from "./Faults.tsx";
import { RestoreNewest } from "./RestoreNewest.tsx";
import { StepFrame } from "./StepFrame.tsx";
import styles from "./steps.module.css";
import { useStepWords } from "./useStepWords.ts";
import { wasRepaired } from "./wasRepaired.ts";

/** What is wrong with the present file, and whether the planned change puts it right. */
export function RepairStep() {
  // A change is made anew at each look, so it cannot be picked from the snapshot itself.
  const planned = changeOf(useSnapshot((state) => state));
  return planned && <Repair planned={planned} />;
}

function Repair({ planned }: { readonly planned: OnboardingChange }) {
  const say = useStepWords();
  const isMissing = useSnapshot(isActiveMissing);
  const problem = useSnapshot((state) => state.configProblem);
  const isRepaired = useSnapshot(wasRepaired);
  const { preview, failure } = useChangePreview(changeFrom(planned), false);
  // A change that cannot be proven on a broken file is refused; one that can leaves a file without that fault.
  const outcome =
    failure !== undefined
      ? "blocked"
      : preview === undefined
        ? "pending"
        : problem || isMissing
          ? "repairs"
          : "remains";

  return (
    <StepFrame
      title={say("repair.title")}
      lead={say("repair.lead")}
      promise={say(isRepaired ? "changed" : "untouched")}
      back="choose"
      primary={
        <Button
          variant="primary"
          isDisabled={outcome === "blocked" || outcome === "pending"}
          onClick={() => void setUp({ kind: "goTo", step: "review" })}
        >
          {say("continue")}
        </Button>
      }
    >
      <Faults />
      {outcome !== "pending" && (
        <div className={styles.card} role="status">
          <div className={styles.grow}>
            <h2>{say(`repair.${outcome}.title`)}</h2>
            <p className="dimmed">{say(`repair.${outcome}.body`)}</p>
          </div>
          {outcome === "blocked" && (
            <>
              <Button onClick={() => void openInEditor()}>{say("repair.edit")}</Button>
              <RestoreNewest />
            </>
          )}
        </div>
      )}
    </StepFrame>
  );
}

function changeFrom(planned: OnboardingChange): Change {
  const { kind, providerId } = planned;
  return kind === "activate"
    ? { kind, providerId }
    : { kind, importId: planned.block.importId, providerId, activate: true, rootKeys: [] };
}
