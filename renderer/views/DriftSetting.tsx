import { changeSettings } from "../actions/changeSettings.ts";
import { Choice } from "../components/Choice.tsx";
import { useSnapshot } from "../store.ts";
import { useWords } from "../useWords.tsx";

/** Whether what another program has changed is put back without a question. */
export function DriftSetting() {
  const { t } = useWords();
  const isOn = useSnapshot(({ settings }) => settings.repairsDrift);
  return (
    <Choice
      kind="switch"
      label={t("drift.setting")}
      hint={t("drift.settingHint")}
      isOn={isOn}
      onChange={(repairsDrift) => void changeSettings({ repairsDrift })}
    />
  );
}
