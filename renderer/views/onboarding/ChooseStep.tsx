import { useState } from "react";
import { candidatesOf, chosenCandidate } from "../../../app/onboarding/onboardingStep.ts";
import { setUp } from "../../actions/setUp.ts";
import { Button } from "../../components/Button.tsx";
import { FailureNotice } from "../../components/FailureNotice.tsx";
import { useSnapshot } from "../../store.ts";
import { useWords } from "../../useWords.tsx";
import { CandidateList } from "./CandidateList.tsx";
import { NothingFound } from "./NothingFound.tsx";
import { StepFrame } from "./StepFrame.tsx";
import styles from "./steps.module.css";
import { useStepWords } from "./useStepWords.ts";

/** What was found, and which of it Codex is to use. */
export function ChooseStep() {
  const { t } = useWords();
  const say = useStepWords();
  const state = useSnapshot((snapshot) => snapshot);
  const { way = "block", block, problem } = state.onboarding;
  const candidates = candidatesOf(state);
  const [picked, setPicked] = useState<string>();
  const chosen =
    candidates.find(({ providerId }) => providerId === picked) ?? chosenCandidate(state);
  const count = candidates.length;

  async function goOn(): Promise<void> {
    if (!chosen) return;
    const { providerId } = chosen;
    if (way === "account" || way === "dashboard")
      await setUp({ kind: "take", source: { kind: way, providerId } });
    else await setUp({ kind: "goTo", step: "repair", providerId });
  }

  return (
    <StepFrame
      title={say(`choose.title.${way === "block" && count === 1 ? "only" : way}`)}
      lead={say(`choose.lead.${way}`)}
      promise={say("untouched")}
      back="start"
      primary={
        <Button variant="primary" isDisabled={!chosen} onClick={() => void goOn()}>
          {say("continue")}
        </Button>
      }
    >
      {problem && <FailureNotice failure={problem} />}
      {count > 0 ? (
        <CandidateList candidates={candidates} chosenId={chosen?.providerId} onPick={setPicked} />
      ) : (
        <NothingFound way={way} />
      )}
      {block && block.format !== "toml" && (
        <p className={styles.small}>{t(`importing.from.${block.format}`)}</p>
      )}
      {block && block.leftOut.length > 0 && (
        <p className={styles.small}>{t("importing.leftOut", { keys: block.leftOut.join(", ") })}</p>
      )}
    </StepFrame>
  );
}
