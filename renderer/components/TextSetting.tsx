import { type FormEvent, type ReactNode, useId, useState } from "react";
import { useWords } from "../useWords.tsx";
import { Button } from "./Button.tsx";
import styles from "./TextSetting.module.css";

interface TextSettingProps {
  readonly label: string;
  readonly saved: string;
  readonly hint: string;
  readonly placeholder: string;
  readonly maxLength: number;
  readonly isReadOnly?: boolean;
  /** Whether the text is a number of a few digits. */
  readonly isShort?: boolean;
  /** What to save for a text, or undefined for one that will not do. */
  readonly accept: (typed: string) => string | undefined;
  /** What is wrong with a text that will not do. */
  readonly fault?: string;
  readonly onSave: (text: string) => void;
}

/** A text among the settings, which is saved when it is complete. */
export function TextSetting({
  label,
  saved,
  hint,
  placeholder,
  maxLength,
  isReadOnly = false,
  isShort = false,
  accept,
  fault,
  onSave,
}: TextSettingProps) {
  const { t } = useWords();
  const [typed, setTyped] = useState(saved);
  const [isRefused, setRefused] = useState(false);
  const id = useId();
  const isFaulty = isRefused && fault !== undefined;

  function save(event?: FormEvent): void {
    event?.preventDefault();
    const text = accept(typed.trim());
    setRefused(text === undefined);
    if (text !== undefined) onSave(text);
  }

  return (
    <form className={styles.setting} onSubmit={save}>
      <label htmlFor={id}>{label}</label>
      <div className={styles.field}>
        <input
          id={id}
          className={styles.input}
          data-short={isShort || undefined}
          inputMode={isShort ? "numeric" : undefined}
          value={typed}
          maxLength={maxLength}
          readOnly={isReadOnly}
          spellCheck={false}
          autoComplete="off"
          placeholder={placeholder}
          aria-invalid={isFaulty || undefined}
          aria-describedby={`${id}-hint`}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            setRefused(false);
          }}
        />
        {!isReadOnly && (
          <Button isDisabled={typed.trim() === saved} onClick={() => save()}>
            {t("settings.save")}
          </Button>
        )}
      </div>
      <Hint id={`${id}-hint`} isFault={isFaulty}>
        {isFaulty ? fault : hint}
      </Hint>
    </form>
  );
}

interface HintProps {
  readonly id: string;
  readonly isFault: boolean;
  readonly children: ReactNode;
}

function Hint({ id, isFault, children }: HintProps) {
  return (
    <p id={id} role={isFault ? "alert" : undefined} className={styles.hint} data-fault={isFault}>
      {children}
    </p>
  );
}
