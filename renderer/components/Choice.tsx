import { useId } from "react";
import styles from "./Choice.module.css";

interface ChoiceProps {
  readonly kind: "checkbox" | "switch";
  readonly label: string;
  /** Whether the label is text of the file. */
  readonly isCode?: boolean;
  readonly hint?: string | undefined;
  readonly isOn: boolean;
  readonly onChange: (isOn: boolean) => void;
}

/** A yes or no, with what it means. */
export function Choice({ kind, label, isCode = false, hint, isOn, onChange }: ChoiceProps) {
  const hintId = useId();
  return (
    <label className={styles.choice}>
      <input
        type="checkbox"
        role={kind === "switch" ? "switch" : undefined}
        className={styles[kind]}
        checked={isOn}
        aria-describedby={hint ? hintId : undefined}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      <span className={styles.words}>
        {isCode ? <code>{label}</code> : label}
        {hint && (
          <span id={hintId} aria-hidden="true" className={styles.hint}>
            {hint}
          </span>
        )}
      </span>
    </label>
  );
}
