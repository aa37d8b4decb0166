import { useId } from "react";
import { run } from "../actions/run.ts";
import { Button } from "../components/Button.tsx";
import styles from "../components/TextSetting.module.css";
import { tell } from "../notices.ts";
import { useSnapshot } from "../store.ts";
import { useWords } from "../useWords.tsx";

/** Which Codex is asked about the file. The main process asks for the program: no page names one. */
export function CodexSetting() {
  const { t } = useWords();
  const path = useSnapshot(({ settings }) => settings.codexPath);
  const id = useId();

  async function choose(forget: boolean): Promise<void> {
    const reply = await run("chooseCodex", { forget });
    if (!reply.ok) tell({ kind: "failure", failure: reply });
  }

  return (
    <div className={styles.setting}>
      <span id={id} className={styles.label}>
        {t("settings.codexPath")}
      </span>
      <div className={styles.field}>
        <output className={styles.chosen} aria-labelledby={id} aria-describedby={`${id}-hint`}>
          {path || t("settings.codexPathPlaceholder")}
        </output>
        {path !== "" && (
          <Button onClick={() => void choose(true)}>{t("settings.codexPathForget")}</Button>
        )}
        <Button onClick={() => void choose(false)}>{t("settings.codexPathChoose")}</Button>
      </div>
      <p id={`${id}-hint`} className={styles.hint}>
        {t("settings.codexPathHint")}
      </p>
    </div>
  );
}
