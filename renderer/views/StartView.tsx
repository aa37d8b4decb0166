import { FileInput } from "lucide-react";
import { FoundBlocks } from "../components/FoundBlocks.tsx";
import { ImportButtons } from "../components/ImportButtons.tsx";
import panel from "../components/SignInPanel.module.css";
import { SignInPanel } from "../components/SignInPanel.tsx";
import { keysOf } from "../shortcuts.ts";
import { useWords } from "../useWords.tsx";
import styles from "./BalancesView.module.css";

/** Where nothing is there yet: the two ways to begin, side by side. */
export function StartView() {
  const { t } = useWords();
  return (
    <>
      <div className={styles.start}>
        <SignInPanel
          layout="column"
          title={t("account.startTitle")}
          body={t("account.startBody")}
        />
        <section className={panel.panel} data-layout="column">
          <div className={panel.ask}>
            <div className={panel.words}>
              <span className={panel.icon} aria-hidden="true">
                <FileInput size={20} strokeWidth={1.75} />
              </span>
              <div>
                <h2>{t("providers.withoutTitle")}</h2>
                <p className="dimmed">{t("providers.withoutBody")}</p>
              </div>
            </div>
            <ImportButtons isMain />
          </div>
        </section>
      </div>
      <FoundBlocks />
      <p className={styles.hint}>{t("providers.dropHint", { keys: keysOf("paste") })}</p>
    </>
  );
}
