import { saveDiagnostics } from "../actions/saveDiagnostics.ts";
import { Button } from "../components/Button.tsx";
import { SettingRow } from "../components/SettingRow.tsx";
import { useWords } from "../useWords.tsx";

/** A file for support. */
export function DiagnosticsSetting() {
  const { t } = useWords();
  return (
    <SettingRow label={t("diagnostics.label")} hint={t("diagnostics.hint")}>
      <Button onClick={() => void saveDiagnostics()}>{t("diagnostics.save")}</Button>
    </SettingRow>
  );
}
