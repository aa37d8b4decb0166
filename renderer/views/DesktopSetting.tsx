import { useId } from "react";
import { run } from "../actions/run.ts";
import { Button } from "../components/Button.tsx";
import styles from "../components/TextSetting.module.css";
import { tell } from "../notices.ts";
import { useSnapshot } from "../store.ts";
import { useWords } from "../useWords.tsx";

/** Which desktop app of Codex can be restarted, where there is no official one. The main process asks for it. */
export function DesktopSetting() {
  const { t } = useWords();
  const path = useSnapshot(({ settings }) => settings.codexDesktopPath);
  const id = useId();

  async function choose(forget: boolean): Promise<void> {
    const reply = await run("chooseCodexDesktop", { forget });
    if (!reply.ok) tell({ kind: "failure", failure: reply });
  }

  return (
    <div className={styles.setting}>
      <span id={id} className={styles.label}>
        {t("settings.desktopPath")}
      </span>
      <div className={styles.field}>
        <output className={styles.chosen} aria-labelledby={id} aria-describedby={`${id}-hint`}>
          {path || t("settings.desktopPathPlaceholder")}
        </output>
        {path !== "" && (
          <Button onClick={() => void choose(true)}>{t("settings.desktopPathForget")}</Button>
        )}
        <Button
          aria-label={`${t("settings.codexPathChoose")} ${t("settings.desktopPath")}`}
          onClick={() => void choose(false)}
        >
          {t("settings.codexPathChoose")}
        </Button>
      </div>
      <p id={`${id}-hint`} className={styles.hint}>
        {t("settings.desktopPathHint")}
      </p>
    </div>
  );
}
