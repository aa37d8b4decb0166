import { CircleAlert, CircleCheck, CircleDashed } from "lucide-react";
import { describeCheck, isGood, type ProviderCheck } from "../../../app/codex/providerCheck.ts";
import { activeProvider } from "../../../app/state.ts";
import { MiddleCut } from "../../components/MiddleCut.tsx";
import { ServiceTag } from "../../components/ServiceTag.tsx";
import { useSnapshot } from "../../store.ts";
import { useWords } from "../../useWords.tsx";
import styles from "./CheckResult.module.css";
import { useStepWords } from "./useStepWords.ts";

/** Who was asked, and what the answer means. */
export function CheckResult({ check }: { readonly check: ProviderCheck | "checking" | undefined }) {
  const { t } = useWords();
  const say = useStepWords();
  const provider = useSnapshot(activeProvider);
  const codex = useSnapshot(({ codexCheck }) => codexCheck);
  const isAsking = check === undefined || check === "checking";
  const tone = isAsking ? "asking" : isGood(check) ? "good" : "bad";
  const words = isAsking ? undefined : describeCheck(t, check);
  return (
    <section className={styles.result} data-tone={tone} aria-busy={isAsking}>
      {tone === "good" && <CircleCheck size={32} strokeWidth={1.5} aria-hidden="true" />}
      {tone === "bad" && <CircleAlert size={32} strokeWidth={1.5} aria-hidden="true" />}
      {tone === "asking" && <CircleDashed size={32} strokeWidth={1.5} aria-hidden="true" />}
      <div className={styles.words}>
        {provider && (
          <div className={styles.who}>
            <strong>{provider.name}</strong>
            <ServiceTag service={provider.service} />
          </div>
        )}
        <div role="status">
          <p className={styles.what}>{words ? words.what : say("check.asking")}</p>
          {words && <p className="dimmed">{words.next}</p>}
        </div>
        <dl className={styles.facts}>
          {provider && (
            <div>
              <dt>{say("check.address")}</dt>
              <dd>
                <MiddleCut text={provider.baseUrl} />
              </dd>
            </div>
          )}
          {codex.status === "accepted" && (
            <div>
              <dt>{say("check.codex")}</dt>
              <dd>{t("strip.accepted")}</dd>
            </div>
          )}
        </dl>
      </div>
    </section>
  );
}
