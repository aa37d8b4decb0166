import { ClipboardPaste, LogIn } from "lucide-react";
import { useEffect, useId, useRef, useState } from "react";
import { typedOrigin } from "../../app/provider/address.ts";
import { signIn } from "../actions/signIn.ts";
import type { SignInKind } from "../flow.ts";
import { useSnapshot } from "../store.ts";
import { useWords } from "../useWords.tsx";
import { Button } from "./Button.tsx";
import styles from "./SignInPanel.module.css";

interface SignInFormProps {
  readonly isAgain: boolean;
  /** Whether a missing address is asked for before anything was clicked. */
  readonly asksAtOnce: boolean;
  /** Whether nothing else on the screen comes first. */
  readonly isMain: boolean;
}

/** The ways to sign in, and the address of the dashboard where none is known yet. */
export function SignInForm({ isAgain, asksAtOnce, isMain }: SignInFormProps) {
  const { t } = useWords();
  const needsAddress = useSnapshot(({ settings }) => settings.dashboard === "");
  const [isAsked, setAsked] = useState(asksAtOnce);
  const [typed, setTyped] = useState("");
  const [fault, setFault] = useState<"dashboardMissing" | "dashboardUnsafe">();
  const field = useRef<HTMLInputElement>(null);
  const id = useId();

  async function begin(kind: SignInKind): Promise<void> {
    const isEmpty = typed.trim() === "";
    const address = needsAddress && !isEmpty ? typedOrigin(typed) : "";
    if (address === undefined) return refuse("dashboardUnsafe");
    setFault(undefined);
    // The main process may know an address that is not in the settings, so an empty field is its to refuse.
    const told = needsAddress
      ? (["SIGN_IN_UNAVAILABLE", "DASHBOARD_ADDRESS_REFUSED"] as const)
      : [];
    const failure = await signIn(kind, address, address === "" ? told : told.slice(1));
    if (failure === "DASHBOARD_ADDRESS_REFUSED") refuse("dashboardUnsafe");
    else if (failure && isAsked) refuse("dashboardMissing");
    else if (failure) setAsked(true);
  }

  function refuse(why: NonNullable<typeof fault>): void {
    setFault(why);
    field.current?.focus();
  }

  // The field that a click brought up is where to go on.
  useEffect(() => {
    if (isAsked && !asksAtOnce) field.current?.focus();
  }, [isAsked, asksAtOnce]);

  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        void begin("browser");
      }}
    >
      {needsAddress && isAsked && (
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
        <Button variant={isMain ? "primary" : "plain"} onClick={() => void begin("browser")}>
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
