import { setUp } from "../../actions/setUp.ts";
import { Button } from "../../components/Button.tsx";
import { PresentFileCard } from "./PresentFileCard.tsx";
import { StepFrame } from "./StepFrame.tsx";
import { UndoButton } from "./UndoButton.tsx";
import { useStepWords } from "./useStepWords.ts";

/** Whether the service answers. */
export function CheckStep() {
  const say = useStepWords();
  return (
    <StepFrame
      title={say("check.title")}
      lead={say("check.lead")}
      promise={say("changed")}
      wayBack={<UndoButton />}
      primary={
        <Button variant="primary" onClick={() => void setUp({ kind: "finish" })}>
          {say("check.finish")}
        </Button>
      }
    >
      <PresentFileCard />
    </StepFrame>
  );
}
