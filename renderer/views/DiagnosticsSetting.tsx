import { run } from "../actions/run.ts";
import { Button } from "../components/Button.tsx";
import { SettingRow } from "../components/SettingRow.tsx";
import { tell } from "../notices.ts";
import { useWords } from "../useWords.tsx";

/** A file for support. The main process asks where it goes. */
export function DiagnosticsSetting() {
  const { t } = useWords();

  async function save(): Promise<void> {
    const reply = await run("exportDiagnostics", {});
    if (!reply.ok) tell({ kind: "failure", failure: reply });
    else if (reply.value.isSaved)
      tell({ kind: "done", title: t("diagnostics.saved"), canUndo: false });
  }

  return (
    <SettingRow label={t("diagnostics.label")} hint={t("diagnostics.hint")}>
      <Button onClick={() => void save()}>{t("diagnostics.save")}</Button>
    </SettingRow>
  );
}
