import { useState } from "react";
import type { Change } from "../../../app/change/change.ts";
import {
  changeOf,
  hasFault,
  type OnboardingChange,
} from "../../../app/onboarding/onboardingStep.ts";
import { run } from "../../actions/run.ts";
import { setUp } from "../../actions/setUp.ts";
import { Button } from "../../components/Button.tsx";
import { DiffPreview } from "../../components/DiffPreview.tsx";
import { FailureNotice } from "../../components/FailureNotice.tsx";
import { PreviewPending } from "../../components/PreviewPending.tsx";
import { keysWithoutValue, RootKeyChoices } from "../../components/RootKeyChoices.tsx";
import { StaleNote } from "../../components/StaleNote.tsx";
import { useChangePreview } from "../../components/useChangePreview.ts";
import { useSnapshot } from "../../store.ts";
import { useWords } from "../../useWords.tsx";
import { StepFrame } from "./StepFrame.tsx";
import { UndoButton } from "./UndoButton.tsx";
import { useStepWords } from "./useStepWords.ts";
import { wasRepaired } from "./wasRepaired.ts";

/** What will change, line by line, and the one button that changes it. */
export function ReviewStep() {
  // A change is made anew at each look, so it cannot be picked from the snapshot itself.
  const change = changeOf(useSnapshot((state) => state));
  return change && <Review planned={change} />;
}

function Review({ planned }: { readonly planned: OnboardingChange }) {
  const { t } = useWords();
  const say = useStepWords();
  const known = useSnapshot((state) => state.providers);
  const isFaulty = useSnapshot(hasFault);
  const isRepaired = useSnapshot(wasRepaired);
  const { providerId } = planned;
  const suggestions = planned.kind === "importBlock" ? planned.block.suggestions : [];
  const [rootKeys, setRootKeys] = useState(() => keysWithoutValue(suggestions));
  const { preview, failure, isCurrent, isStale, isApplying, apply } = useChangePreview(
    changeFrom(planned, rootKeys),
    false,
  );
  const found = planned.kind === "importBlock" ? planned.block.providers : [];
  const nameOf = (id: string): string =>
    [...found, ...known].find((provider) => provider.id === id)?.name ?? id;
  const changesNothing = isCurrent && preview !== undefined && preview.hunks.length === 0;
  const isReady = isCurrent && !isApplying && failure === undefined;

  async function goOn(): Promise<void> {
    if (!changesNothing && !(await apply())) return;
    // Where nothing runs that still uses the provider before, there is nothing to restart.
    const running = await run("listCodexProcesses", {});
    const hasStale = running.ok && running.value.processes.some(({ stillUses }) => stillUses);
    await setUp({ kind: "goTo", step: hasStale ? "restart" : "check", providerId });
  }

  return (
    <StepFrame
      title={say("review.title", { name: nameOf(providerId) })}
      lead={say("review.lead")}
      promise={changesNothing ? say(isRepaired ? "changed" : "untouched") : say("review.promise")}
      back={isFaulty ? "repair" : "choose"}
      // What was repaired on the way here; what is activated next has an Undo of its own.
      wayBack={isRepaired && <UndoButton />}
      primary={
        <Button variant="primary" isDisabled={!isReady} onClick={() => void goOn()}>
          {changesNothing ? say("continue") : say("review.apply")}
        </Button>
      }
    >
      {isStale && <StaleNote />}
      {failure && <FailureNotice failure={failure} />}
      {changesNothing && !failure && <p>{t("importing.upToDate")}</p>}
      {preview && !failure && !changesNothing && (
        <DiffPreview preview={preview} nameOf={nameOf} isCurrent={isCurrent} />
      )}
      {!preview && !failure && <PreviewPending />}
      <RootKeyChoices suggestions={suggestions} taken={rootKeys} onChange={setRootKeys} />
    </StepFrame>
  );
}

function changeFrom(planned: OnboardingChange, rootKeys: readonly string[]): Change {
  const { kind, providerId } = planned;
  if (kind === "activate") return { kind, providerId };
  const { importId } = planned.block;
  return { kind, importId, providerId, activate: true, rootKeys: [...rootKeys] };
}
