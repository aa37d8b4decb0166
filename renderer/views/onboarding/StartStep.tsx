import { FileInput, UserRound } from "lucide-react";
import type { ReactNode } from "react";
import { presentFile } from "../../../app/onboarding/presentFile.ts";
import { activeProvider } from "../../../app/state.ts";
import { setUp } from "../../actions/setUp.ts";
import { Button } from "../../components/Button.tsx";
import { FailureNotice } from "../../components/FailureNotice.tsx";
import { ImportButtons } from "../../components/ImportButtons.tsx";
import panel from "../../components/SignInPanel.module.css";
import { SignInPanel } from "../../components/SignInPanel.tsx";
import { keysOf } from "../../shortcuts.ts";
import { useSnapshot } from "../../store.ts";
import { useWords } from "../../useWords.tsx";
import { PresentFileCard } from "./PresentFileCard.tsx";
import { StepFrame } from "./StepFrame.tsx";
import styles from "./steps.module.css";
import { useStepWords } from "./useStepWords.ts";

/** What is there, and how to begin. */
export function StartStep() {
  const { t } = useWords();
  const say = useStepWords();
  const { problem, hasLostBlock } = useSnapshot(({ onboarding }) => onboarding);
  const account = useSnapshot((state) => state.account);
  const count = useSnapshot(({ providers }) => providers.length);
  return (
    <StepFrame title={say("start.title")} lead={say("start.lead")} promise={say("untouched")}>
      <PresentFileCard>
        <CheckPresent />
        {count > 0 && (
          <Button size="small" onClick={() => void setUp({ kind: "begin", way: "file" })}>
            {say("start.fileChoose", { count })}
          </Button>
        )}
      </PresentFileCard>
      <h2 className={styles.question}>{say("start.question")}</h2>
      {hasLostBlock && <p className={styles.note}>{say("start.lostBlock")}</p>}
      {problem && <FailureNotice failure={problem} />}
      <div className={styles.ways}>
        {account.status === "signedIn" ? (
          <Way
            icon={<UserRound size={20} strokeWidth={1.75} />}
            title={account.email}
            body={say("start.signedIn")}
          >
            <Button variant="primary" onClick={() => void setUp({ kind: "begin", way: "account" })}>
              {say("start.chooseBalance")}
            </Button>
          </Way>
        ) : (
          <SignInPanel
            layout="column"
            title={t("account.startTitle")}
            body={t("account.startBody")}
          />
        )}
        <Way
          icon={<FileInput size={20} strokeWidth={1.75} />}
          title={t("providers.withoutTitle")}
          body={say("start.blockBody", { keys: keysOf("paste") })}
        >
          <ImportButtons isMain />
        </Way>
      </div>
    </StepFrame>
  );
}

/** Whose Codex is set up already needs no more than to see that it works. */
function CheckPresent() {
  const say = useStepWords();
  const providerId = useSnapshot((state) => {
    const { tone } = presentFile(state);
    return tone === "attention" ? undefined : activeProvider(state)?.id;
  });
  if (providerId === undefined) return null;
  return (
    <Button size="small" onClick={() => void setUp({ kind: "goTo", step: "check", providerId })}>
      {say("start.check")}
    </Button>
  );
}

interface WayProps {
  readonly icon: ReactNode;
  readonly title: string;
  readonly body: string;
  readonly children: ReactNode;
}

function Way({ icon, title, body, children }: WayProps) {
  return (
    <section className={panel.panel} data-layout="column">
      <div className={panel.ask}>
        <div className={panel.words}>
          <span className={panel.icon} aria-hidden="true">
            {icon}
          </span>
          <div className={styles.clip}>
            <h3>{title}</h3>
            <p className="dimmed">{body}</p>
          </div>
        </div>
        {children}
      </div>
    </section>
  );
}
