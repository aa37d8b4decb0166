import { ClipboardPaste, Globe, LogIn } from "lucide-react";
import { type ReactNode, useId, useRef, useState } from "react";
import { ask } from "../actions/ask.ts";
import { signIn } from "../actions/signIn.ts";
import { type SignInKind, useFlow } from "../flow.ts";
import { useSnapshot } from "../store.ts";
import { useWords } from "../useWords.tsx";
import { Button } from "./Button.tsx";
import { dashboardAddress } from "./dashboardAddress.ts";
import styles from "./SignInPanel.module.css";

interface SignInPanelProps {
  readonly title: string;
  readonly body: string;
  /** Beside something else of the same weight, or above it as a row. */
  readonly layout: "column" | "row";
}

/** The way to an account: in the browser, or with a token from the clipboard. Asks for the dashboard's address first. */
export function SignInPanel({ title, body, layout }: SignInPanelProps) {
  const status = useSnapshot(({ account }) => account.status);
  const needsAddress = useSnapshot(({ settings }) => settings.dashboard === "");
  const isSigningIn = status === "signingIn";
  return (
    <section className={styles.panel} data-layout={layout} aria-live="polite">
      {isSigningIn && <Waiting />}
      {/* Stays while a sign-in is under way, so that what was typed is still there if it fails. */}
      <div className={styles.ask} hidden={isSigningIn}>
        <Words icon={<Globe size={20} strokeWidth={1.75} />} title={title} body={body} />
        <SignInButtons isAgain={status === "expired"} needsAddress={needsAddress} />
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

interface SignInButtonsProps {
  readonly isAgain: boolean;
  readonly needsAddress: boolean;
}

function SignInButtons({ isAgain, needsAddress }: SignInButtonsProps) {
  const { t } = useWords();
  const [typed, setTyped] = useState("");
  const [fault, setFault] = useState<"dashboardMissing" | "dashboardUnsafe">();
  const field = useRef<HTMLInputElement>(null);
  const id = useId();

  async function begin(kind: SignInKind): Promise<void> {
    const isEmpty = typed.trim() === "";
    const address = needsAddress && !isEmpty ? dashboardAddress(typed) : "";
    if (address === undefined) return refuse("dashboardUnsafe");
    setFault(undefined);
    // The main process may know an address that is not in the settings, so an empty field is its to refuse.
    const told = needsAddress
      ? (["SIGN_IN_UNAVAILABLE", "DASHBOARD_ADDRESS_REFUSED"] as const)
      : [];
    const failure = await signIn(kind, address, address === "" ? told : told.slice(1));
    if (failure) refuse(failure === "SIGN_IN_UNAVAILABLE" ? "dashboardMissing" : "dashboardUnsafe");
  }

  function refuse(why: NonNullable<typeof fault>): void {
    setFault(why);
    field.current?.focus();
  }

  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        void begin("browser");
      }}
    >
      {needsAddress && (
        <div className={styles.address}>
          <label htmlFor={id}>{t("account.dashboard")}</label>
          <input
            ref={field}
            id={id}
            className={styles.input}
            value={typed}
            maxLength={2048}
            inputMode="url"
            spellCheck={false}
            autoComplete="off"
            placeholder={t("account.dashboardPlaceholder")}
            aria-invalid={fault !== undefined}
            aria-describedby={`${id}-hint`}
            onChange={(event) => {
              setTyped(event.currentTarget.value);
              setFault(undefined);
            }}
          />
          <p id={`${id}-hint`} role={fault && "alert"} className={styles.hint} data-fault={fault}>
            {t(`account.${fault ?? "dashboardHint"}`)}
          </p>
        </div>
      )}
      <div className={styles.buttons}>
        <Button variant="primary" onClick={() => void begin("browser")}>
          <LogIn size={16} strokeWidth={1.75} aria-hidden="true" />
          {isAgain ? t("account.signInAgain") : t("account.signIn")}
        </Button>
        <Button onClick={() => void begin("clipboardToken")}>
          <ClipboardPaste size={16} strokeWidth={1.75} aria-hidden="true" />
          {t("account.pasteToken")}
        </Button>
      </div>
    </form>
  );
}
