import { useEffect, useId, useRef } from "react";
import type { FindingView } from "../../app/doctor/finding.ts";
import { findingWords } from "../../app/doctor/findingWords.ts";
import { openDialog, showInConfig, useFlow } from "../flow.ts";
import { useSnapshot } from "../store.ts";
import { useWords } from "../useWords.tsx";
import { Button } from "./Button.tsx";
import styles from "./FindingCard.module.css";
import { severityIcons } from "./severityIcons.ts";

/** One finding: what it is, why it matters, where it is, and its fix. */
export function FindingCard({ finding }: { readonly finding: FindingView }) {
  const { t } = useWords();
  const titleId = useId();
  const { severity, key, fix } = finding;
  const Icon = severityIcons[severity];
  const card = useRef<HTMLLIElement>(null);
  const asked = useFlow((flow) =>
    flow.findingTarget?.key === key ? flow.findingTarget : undefined,
  );
  // Focus brings it into view, and has a screen reader read its title.
  useEffect(() => {
    if (asked) card.current?.focus();
  }, [asked]);
  const { title, why, fix: how } = findingWords(t, finding);
  return (
    <li
      ref={card}
      tabIndex={-1}
      className={styles.finding}
      data-severity={severity}
      aria-labelledby={titleId}
    >
      <Icon size={16} strokeWidth={1.75} aria-hidden="true" />
      <div className={styles.words}>
        <h3 id={titleId}>{title}</h3>
        <p>{why}</p>
        {fix && <p className={styles.how}>{how}</p>}
        <FindingPlace finding={finding} />
      </div>
      {fix && (
        <Button
          size="small"
          aria-label={t("health.fixNamed", { title })}
          onClick={() =>
            openDialog({
              kind: "change",
              change: { kind: "fix", findings: [key] },
              isStale: false,
              finding: { title, fix: how },
            })
          }
        >
          {t("health.fix")}
        </Button>
      )}
    </li>
  );
}

/** The file, and the line in it; a line of config.toml can be looked at. */
function FindingPlace({ finding }: { readonly finding: FindingView }) {
  const { t } = useWords();
  const configPath = useSnapshot((state) => state.configPath);
  // While Codex is set up there is no view of the file to go to.
  const canGo = useSnapshot(({ onboarding }) => onboarding.status !== "open");
  const { file, line } = finding.place ?? {};
  if (file === undefined) return null;
  const name = file.split(/[\\/]/).at(-1) ?? file;
  if (line === undefined)
    return (
      <p className={styles.place} title={file}>
        {name}
      </p>
    );
  const words = t("health.place", { file: name, line });
  return file === configPath && canGo ? (
    <button
      type="button"
      className={styles.link}
      title={file}
      onClick={() => showInConfig({ line })}
    >
      {words}
    </button>
  ) : (
    <p className={styles.place} title={file}>
      {words}
    </p>
  );
}
