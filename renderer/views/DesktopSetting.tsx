import { run } from "../actions/run.ts";
import { Button } from "../components/Button.tsx";
import { SettingRow } from "../components/SettingRow.tsx";
import { tell } from "../notices.ts";
import { useSnapshot } from "../store.ts";
import { useWords } from "../useWords.tsx";
import styles from "./SettingsView.module.css";

/** Which desktop app of Codex can be restarted, where there is no official one. The main process asks for it. */
export function DesktopSetting() {
  const { t } = useWords();
  const path = useSnapshot(({ settings }) => settings.codexDesktopPath);

  async function choose(forget: boolean): Promise<void> {
    const reply = await run("chooseCodexDesktop", { forget });
    if (!reply.ok) tell({ kind: "failure", failure: reply });
  }

  return (
    <SettingRow label={t("settings.desktopPath")} hint={t("settings.desktopPathHint")}>
      <output className={path === "" ? styles.chosen : `mono ${styles.chosen}`}>
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
    </SettingRow>
  );
}
