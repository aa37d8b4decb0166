import { useId } from "react";
import type { FindingView } from "../../../app/doctor/finding.ts";
import { FindingCard } from "../../components/FindingCard.tsx";
import styles from "./steps.module.css";
import { useStepWords } from "./useStepWords.ts";

/** What the doctor found, each with its fix. Its words must be loaded. */
export function FindingList({ findings }: { readonly findings: readonly FindingView[] }) {
  const say = useStepWords();
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <h2 id={id} className="visually-hidden">
        {say("repair.found")}
      </h2>
      <ul className={styles.faults}>
        {findings.map((finding) => (
          <FindingCard key={finding.key} finding={finding} />
        ))}
      </ul>
    </section>
  );
}
