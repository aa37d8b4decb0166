import { Globe } from "lucide-react";
import type { ReactNode } from "react";
import { ask } from "../actions/ask.ts";
import { useFlow } from "../flow.ts";
import { useSnapshot } from "../store.ts";
import { useWords } from "../useWords.tsx";
import { Button } from "./Button.tsx";
import { SignInForm } from "./SignInForm.tsx";
import styles from "./SignInPanel.module.css";

interface SignInPanelProps {
  readonly title: string;
  readonly body: string;
  /** Beside something else of the same weight, or above it as a row. */
  readonly layout: "column" | "row";
  /** Whether nothing else on the screen comes first. */
  readonly isMain?: boolean;
}

/** The way to an account: in the browser, or with a token from the clipboard. */
export function SignInPanel({ title, body, layout, isMain = true }: SignInPanelProps) {
  const status = useSnapshot(({ account }) => account.status);
  const isSigningIn = status === "signingIn";
  return (
    <section className={styles.panel} data-layout={layout} aria-live="polite">
      {isSigningIn && <Waiting />}
      {/* Stays while a sign-in is under way, so that what was typed is still there if it fails. */}
      <div className={styles.ask} hidden={isSigningIn}>
        <Words icon={<Globe size={20} strokeWidth={1.75} />} title={title} body={body} />
        <SignInForm
          isAgain={status === "expired"}
          asksAtOnce={layout === "column"}
          isMain={isMain}
        />
      </div>
    </section>
  );
}

function Waiting() {
  const { t } = useWords();
  const isBrowser = useFlow(({ signInWay }) => signInWay === "browser");
  return (
    <div className={styles.ask}>
      <Words
        icon={<span className={styles.wheel} />}
        title={isBrowser ? t("account.finishTitle") : t("account.checkingTitle")}
        body={isBrowser ? t("account.finishBody") : ""}
      />
      <div className={styles.buttons}>
        <Button onClick={() => void ask("cancelSignIn", {})}>{t("account.cancel")}</Button>
      </div>
    </div>
  );
}

interface WordsProps {
  readonly icon: ReactNode;
  readonly title: string;
  readonly body: string;
}

function Words({ icon, title, body }: WordsProps) {
  return (
    <div className={styles.words}>
      <span className={styles.icon} aria-hidden="true">
        {icon}
      </span>
      <div>
        <h2>{title}</h2>
        {body !== "" && <p className="dimmed">{body}</p>}
      </div>
    </div>
  );
}
