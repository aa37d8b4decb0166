import { showFinding } from "../flow.ts";
import { useWords } from "../useWords.tsx";
import type { FindingMark } from "../views/useFindingMarks.ts";
import styles from "./ConfigFindings.module.css";
import { severityIcons } from "./severityIcons.ts";

/** What the doctor found in the file, line by line; each leads to its reason and its fix. */
export function ConfigFindings({ findings }: { readonly findings: readonly FindingMark[] }) {
  const { t } = useWords();
  return (
    <nav aria-label={t("config.findings")}>
      <ul className={styles.list}>
        {findings.map(({ findingKey, kind, line, words }) => {
          const Icon = severityIcons[kind];
          return (
            <li key={findingKey}>
              <button
                type="button"
                className={styles.entry}
                data-severity={kind}
                onClick={() => showFinding(findingKey)}
              >
                <Icon size={16} strokeWidth={1.75} aria-hidden="true" />
                <span className={styles.line}>{t("config.line", { line })}</span>
                <span className={styles.words}>{words}</span>
              </button>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
