import { Wrench } from "lucide-react";
import { faultsOf } from "../../../app/onboarding/onboardingStep.ts";
import { isActiveMissing } from "../../../app/state.ts";
import { Button } from "../../components/Button.tsx";
import { FailureNotice } from "../../components/FailureNotice.tsx";
import { RejectionNotice } from "../../components/RejectionNotice.tsx";
import { openDialog } from "../../flow.ts";
import { useSnapshot } from "../../store.ts";
import { useDoctorWords } from "../../useDoctorWords.ts";
import { useWords } from "../../useWords.tsx";
import { FindingList } from "./FindingList.tsx";
import { PresentFileCard } from "./PresentFileCard.tsx";
import styles from "./steps.module.css";

/** What is wrong with the file: what the doctor found, or what is known before it has looked. */
export function Faults() {
  const { t } = useWords();
  const faults = faultsOf(useSnapshot((state) => state));
  const hasWords = useDoctorWords(faults.length > 0);
  if (faults.length === 0 || !hasWords) return <KnownFault />;
  return (
    <>
      <FindingList findings={faults} />
      {faults.filter(({ fix }) => fix?.isSafe).length > 1 && (
        <div className={styles.buttons}>
          <Button onClick={fixAll}>
            <Wrench size={16} strokeWidth={1.75} aria-hidden="true" />
            {t("health.fixAll")}
          </Button>
        </div>
      )}
    </>
  );
}

function fixAll(): void {
  openDialog({ kind: "change", change: { kind: "fix", findings: "all" }, isStale: false });
}

function KnownFault() {
  const isMissing = useSnapshot(isActiveMissing);
  const problem = useSnapshot((state) => state.configProblem);
  const check = useSnapshot((state) => state.codexCheck);
  if (problem) return <FailureNotice failure={problem} />;
  return check.status === "rejected" && !isMissing ? (
    <RejectionNotice check={check} />
  ) : (
    <PresentFileCard />
  );
}
