import { setUp } from "../../actions/setUp.ts";
import { Button } from "../../components/Button.tsx";
import { StepFrame } from "./StepFrame.tsx";
import { UndoButton } from "./UndoButton.tsx";
import { useStepWords } from "./useStepWords.ts";

/** Which programs still use what was read before. */
export function RestartStep() {
  const say = useStepWords();
  return (
    <StepFrame
      title={say("restart.title")}
      lead={say("restart.lead")}
      promise={say("changed")}
      wayBack={<UndoButton />}
      primary={
        <Button variant="primary" onClick={() => void setUp({ kind: "goTo", step: "check" })}>
          {say("continue")}
        </Button>
      }
    >
      {null}
    </StepFrame>
  );
}
