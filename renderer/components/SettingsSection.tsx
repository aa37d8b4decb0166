import { type ReactNode, useId } from "react";
import styles from "./SettingsSection.module.css";

interface SettingsSectionProps {
  readonly title: string;
  /** One element per setting. */
  readonly children: ReactNode;
}

/** Settings that belong together, one below the other under their name. */
export function SettingsSection({ title, children }: SettingsSectionProps) {
  const id = useId();
  return (
    <section className={styles.section} aria-labelledby={id}>
      <h2 id={id} className={styles.title}>
        {title}
      </h2>
      <div className={styles.list}>{children}</div>
    </section>
  );
}
