import type { OutlineEntry } from "../../app/contract.ts";
import { showInConfig } from "../flow.ts";
import { useSnapshot } from "../store.ts";
import { useWords } from "../useWords.tsx";
import styles from "./ConfigOutline.module.css";
import { MiddleCut } from "./MiddleCut.tsx";

/** The providers of the file in its order; each leads to its place. */
export function ConfigOutline({ outline }: { readonly outline: readonly OutlineEntry[] }) {
  const { t } = useWords();
  const activeId = useSnapshot((state) => state.activeProviderId);
  return (
    <nav className={styles.outline} aria-label={t("config.outline")}>
      <h2 className={styles.title}>{t("config.outline")}</h2>
      <ul className={styles.list}>
        {outline.map(({ providerId, line }) => (
          <li key={providerId}>
            <button
              type="button"
              className={styles.entry}
              aria-current={providerId === activeId || undefined}
              aria-description={t("config.line", { line })}
              onClick={() => showInConfig({ line })}
            >
              <MiddleCut text={providerId} />
            </button>
          </li>
        ))}
      </ul>
    </nav>
  );
}
