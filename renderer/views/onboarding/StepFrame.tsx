import { type ReactNode, useEffect, useRef } from "react";
import type { OnboardingStep } from "../../../app/onboarding/onboarding.ts";
import { setUp } from "../../actions/setUp.ts";
import { Button } from "../../components/Button.tsx";
import styles from "./StepFrame.module.css";
import { useStepWords } from "./useStepWords.ts";

interface StepFrameProps {
  readonly title: string;
  /** What happens here. */
  readonly lead: string;
  readonly children: ReactNode;
  /** What has changed by now, or will. */
  readonly promise: string;
  /** The step to go back to; undefined where there is none. */
  readonly back?: OnboardingStep | undefined;
  /** Another way back than a step. */
  readonly wayBack?: ReactNode;
  /** The button that goes on. */
  readonly primary?: ReactNode;
}

/** What all steps share: what happens, the content, what will change, the way back and the way on. */
export function StepFrame({
  title,
  lead,
  children,
  promise,
  back,
  wayBack,
  primary,
}: StepFrameProps) {
  const say = useStepWords();
  const heading = useRef<HTMLHeadingElement>(null);
  // A new step begins at its heading, also for those who listen.
  useEffect(() => heading.current?.focus(), []);
  return (
    <>
      <main className={styles.main}>
        <header className={styles.head}>
          <h1 ref={heading} tabIndex={-1}>
            {title}
          </h1>
          <p className="dimmed">{lead}</p>
        </header>
        {children}
      </main>
      <footer className={styles.foot}>
        {back && (
          <Button onClick={() => void setUp({ kind: "goTo", step: back })}>{say("back")}</Button>
        )}
        {wayBack}
        <p className={styles.promise}>{promise}</p>
        {primary}
      </footer>
    </>
  );
}
