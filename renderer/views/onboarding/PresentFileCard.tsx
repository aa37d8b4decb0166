import { CircleAlert, CircleCheck, CircleDashed } from "lucide-react";
import type { ReactNode } from "react";
import { findingWords } from "../../../app/doctor/findingWords.ts";
import { describeFailure } from "../../../app/i18n/describeFailure.ts";
import { faultsOf } from "../../../app/onboarding/onboardingStep.ts";
import { presentFile } from "../../../app/onboarding/presentFile.ts";
import { MiddleCut } from "../../components/MiddleCut.tsx";
import { useSnapshot } from "../../store.ts";
import { useDoctorWords } from "../../useDoctorWords.ts";
import { useWords } from "../../useWords.tsx";
import styles from "./PresentFileCard.module.css";
import { useStepWords } from "./useStepWords.ts";

const icons = {
  ok: <CircleCheck size={20} strokeWidth={1.75} aria-hidden="true" />,
  attention: <CircleAlert size={20} strokeWidth={1.75} aria-hidden="true" />,
  neutral: <CircleDashed size={20} strokeWidth={1.75} aria-hidden="true" />,
};

/** The file that was found, and its state in one sentence. */
export function PresentFileCard({ children }: { readonly children?: ReactNode }) {
  const { t } = useWords();
  const say = useStepWords();
  const state = useSnapshot((snapshot) => snapshot);
  const { tone: plainTone, sentence, facts } = presentFile(state);
  const [worst] = faultsOf(state).filter(({ severity }) => severity === "error");
  const hasWords = useDoctorWords(worst !== undefined);
  const title = worst && hasWords ? findingWords(t, worst).title : undefined;
  const tone = worst ? "attention" : plainTone;
  const { configPath, realConfigPath, configProblem, codexCheck } = state;
  const words =
    title !== undefined
      ? say(plainTone === "attention" ? "present.cannotStart" : "present.inTheWay", { title })
      : sentence === "unusable" && configProblem
        ? describeFailure(t, configProblem).what
        : say(`present.${sentence}`, facts);
  const version =
    tone !== "attention" && codexCheck.status === "accepted" ? codexCheck.version : "";
  return (
    <section className={styles.card} data-tone={tone} aria-label={say("file")}>
      {icons[tone]}
      <div className={styles.words}>
        <p role="status" className={styles.sentence}>
          {words}
        </p>
        <div className={styles.place}>
          {configPath !== "" && <MiddleCut text={configPath} />}
          {realConfigPath !== configPath && (
            <span>{t("config.linked", { path: realConfigPath })}</span>
          )}
          {version !== "" && (
            <span className={styles.version}>{t("strip.acceptedBy", { version })}</span>
          )}
        </div>
        {children && <div className={styles.actions}>{children}</div>}
      </div>
    </section>
  );
}
