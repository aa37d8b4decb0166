import { useCallback, useEffect } from "react";
import { isGood } from "../../../app/codex/providerCheck.ts";
import { run } from "../../actions/run.ts";
import { setUp } from "../../actions/setUp.ts";
import { Button } from "../../components/Button.tsx";
import { RejectionNotice } from "../../components/RejectionNotice.tsx";
import { tell } from "../../notices.ts";
import { useSnapshot } from "../../store.ts";
import { useDoctorWords } from "../../useDoctorWords.ts";
import { CheckResult } from "./CheckResult.tsx";
import { FindingList } from "./FindingList.tsx";
import { NoCodex } from "./NoCodex.tsx";
import { StepFrame } from "./StepFrame.tsx";
import { UndoButton } from "./UndoButton.tsx";
import { useStepWords } from "./useStepWords.ts";

/** Whether the service answers, asked as soon as one comes here. */
export function CheckStep() {
  const say = useStepWords();
  const providerId = useSnapshot(({ onboarding }) => onboarding.providerId) ?? "";
  const check = useSnapshot(({ providerChecks }) => providerChecks[providerId]);
  const codex = useSnapshot(({ codexCheck }) => codexCheck);
  const health = useSnapshot((state) => state.health);
  const errors = health.findings.filter(({ severity }) => severity === "error");
  const hasWords = useDoctorWords(errors.length > 0);
  const hasStale = useSnapshot(({ staleCodex }) => staleCodex.length > 0);
  const canUndo = useSnapshot(({ undo }) => undo?.isImmediate === true);
  const isAsking = check === undefined || check === "checking";

  const ask = useCallback(async () => {
    const reply = await run("checkProvider", { providerId });
    if (!reply.ok) tell({ kind: "failure", failure: reply });
  }, [providerId]);
  useEffect(() => void ask(), [ask]);

  /** Without a Codex that takes the file, an answer of the service is only half of it. */
  function titleOf() {
    if (isAsking || !isGood(check)) return "check.title";
    if (codex.status === "checking") return "check.title";
    return codex.status === "accepted" && errors.length === 0 ? "check.works" : "check.answers";
  }

  return (
    <StepFrame
      title={say(titleOf())}
      lead={say("check.lead")}
      promise={say(canUndo ? "changed" : "untouched")}
      back={hasStale ? "restart" : undefined}
      wayBack={<UndoButton />}
      primary={
        <>
          <Button isDisabled={isAsking} onClick={() => void ask()}>
            {say("check.again")}
          </Button>
          <Button variant="primary" onClick={() => void setUp({ kind: "finish" })}>
            {say("check.finish")}
          </Button>
        </>
      }
    >
      <CheckResult check={check} />
      {codex.status === "rejected" && <RejectionNotice check={codex} />}
      {hasWords && errors.length > 0 && <FindingList findings={errors} />}
      {codex.status === "notFound" && <NoCodex />}
    </StepFrame>
  );
}
