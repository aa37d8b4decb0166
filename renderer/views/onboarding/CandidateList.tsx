import { useId } from "react";
import { canServe } from "../../../app/account/balances.ts";
import { formatMoney } from "../../../app/i18n/formatBalance.ts";
import type { Candidate } from "../../../app/onboarding/onboardingStep.ts";
import { expiryWords } from "../../components/expiryWords.ts";
import { MiddleCut } from "../../components/MiddleCut.tsx";
import { RingGauge } from "../../components/RingGauge.tsx";
import { ServiceTag } from "../../components/ServiceTag.tsx";
import { useSnapshot } from "../../store.ts";
import { useNow } from "../../useNow.ts";
import { useWords } from "../../useWords.tsx";
import styles from "./CandidateList.module.css";
import { useStepWords } from "./useStepWords.ts";

interface CandidateListProps {
  readonly candidates: readonly Candidate[];
  readonly chosenId: string | undefined;
  readonly onPick: (providerId: string) => void;
}

/** The providers to choose from; a single one is only shown. */
export function CandidateList({ candidates, chosenId, onPick }: CandidateListProps) {
  const say = useStepWords();
  const name = useId();
  const isChoice = candidates.length > 1;
  return (
    <fieldset className={styles.list}>
      <legend className="visually-hidden">{say("choose.legend")}</legend>
      {candidates.map((candidate) => (
        <label key={candidate.providerId} className={styles.row}>
          <input
            type="radio"
            name={name}
            // Some balances share a name; the id, cut in the middle, would be read in pieces.
            aria-label={`${candidate.name}, ${candidate.providerId}`}
            aria-describedby={`${name}-${candidate.providerId}`}
            className={isChoice ? styles.radio : "visually-hidden"}
            checked={candidate.providerId === chosenId}
            onChange={() => onPick(candidate.providerId)}
          />
          <CandidateRow candidate={candidate} factsId={`${name}-${candidate.providerId}`} />
        </label>
      ))}
    </fieldset>
  );
}

interface CandidateRowProps {
  readonly candidate: Candidate;
  readonly factsId: string;
}

function CandidateRow({ candidate, factsId }: CandidateRowProps) {
  const { t, language } = useWords();
  const say = useStepWords();
  const now = useNow();
  const { providerId, name, service, baseUrl, isKnown } = candidate;
  const isActive = useSnapshot((state) => state.activeProviderId === providerId);
  const balance = useSnapshot(({ balances }) =>
    balances.items.find((item) => item.providerId === providerId),
  );
  const isUsable = balance === undefined || canServe(balance);
  const way = useSnapshot(({ onboarding }) => onboarding.way);
  // Of the file's own all are known, and of an account's most are new: neither is news.
  const isWorthSaying = isActive || (way !== "file" && (!balance || isKnown));
  const state = isActive ? "inUse" : isKnown ? "known" : "new";
  return (
    <>
      <RingGauge share={balance?.share} size={32} tone={isUsable ? service : "dimmed"} />
      <div className={styles.words}>
        <div className={styles.title}>
          <strong>{name}</strong>
          <ServiceTag service={service} />
        </div>
        <MiddleCut text={providerId} />
        {baseUrl !== undefined && baseUrl !== "" && <MiddleCut text={baseUrl} />}
      </div>
      <div id={factsId} className={styles.facts}>
        {balance && balance.chargedBy === "token" && (
          <b>{formatMoney(balance.money, balance.money.remaining, language)}</b>
        )}
        {balance && <span>{expiryWords(balance, t, language, now)}</span>}
        {isWorthSaying && <span>{say(`choose.${state}`)}</span>}
      </div>
    </>
  );
}
