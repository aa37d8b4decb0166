import { run } from "../actions/run.ts";
import { Button } from "../components/Button.tsx";
import { SettingRow } from "../components/SettingRow.tsx";
import { tell } from "../notices.ts";
import { useSnapshot } from "../store.ts";
import { useWords } from "../useWords.tsx";
import styles from "./SettingsView.module.css";

/** Which Codex is asked about the file. The main process asks for the program: no page names one. */
export function CodexSetting() {
  const { t } = useWords();
  const path = useSnapshot(({ settings }) => settings.codexPath);

  async function choose(forget: boolean): Promise<void> {
    const reply = await run("chooseCodex", { forget });
    if (!reply.ok) tell({ kind: "failure", failure: reply });
  }

  return (
    <SettingRow label={t("settings.codexPath")} hint={t("settings.codexPathHint")}>
      <output className={path === "" ? styles.chosen : `mono ${styles.chosen}`}>
        {path || t("settings.codexPathPlaceholder")}
      </output>
      {path !== "" && (
        <Button onClick={() => void choose(true)}>{t("settings.codexPathForget")}</Button>
      )}
      <Button onClick={() => void choose(false)}>{t("settings.codexPathChoose")}</Button>
    </SettingRow>
  );
}
