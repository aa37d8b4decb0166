import { setUp } from "../../actions/setUp.ts";
import { Button } from "../../components/Button.tsx";
import { RestartButton } from "../../components/RestartButton.tsx";
import { RestartReport } from "../../components/RestartReport.tsx";
import { useCodexRestart } from "../../components/useCodexRestart.ts";
import { useSnapshot } from "../../store.ts";
import { StepFrame } from "./StepFrame.tsx";
import { UndoButton } from "./UndoButton.tsx";
import { useStepWords } from "./useStepWords.ts";

/** Which programs still use what was read before, and what to do about each. */
export function RestartStep() {
  const say = useStepWords();
  const restart = useCodexRestart();
  const isStaleDesktop = useSnapshot(({ staleCodex }) =>
    staleCodex.some(({ kind }) => kind === "desktop"),
  );
  const goOn = (): void => void setUp({ kind: "goTo", step: "check" });
  return (
    <StepFrame
      title={say("restart.title")}
      lead={say("restart.lead")}
      promise={say("changed")}
      wayBack={<UndoButton />}
      primary={
        isStaleDesktop ? (
          <>
            <Button onClick={goOn}>{say("restart.without")}</Button>
            <RestartButton restart={restart} onDone={goOn} />
          </>
        ) : (
          <Button variant="primary" onClick={goOn}>
            {say("continue")}
          </Button>
        )
      }
    >
      <RestartReport restart={restart} />
    </StepFrame>
  );
}
