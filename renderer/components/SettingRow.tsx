import { type ReactNode, useId } from "react";
import styles from "./SettingRow.module.css";

interface SettingRowProps {
  readonly label: string;
  /** What it is about, below the control. */
  readonly hint?: ReactNode;
  readonly children: ReactNode;
}

/** One setting: its name, its control, and a word about it. */
export function SettingRow({ label, hint, children }: SettingRowProps) {
  const id = useId();
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out as a grid everywhere
    <div role="group" className={styles.row} aria-labelledby={id}>
      <span id={id} className={styles.label}>
        {label}
      </span>
      <div className={styles.control}>{children}</div>
      {hint && <p className={styles.hint}>{hint}</p>}
    </div>
  );
}
