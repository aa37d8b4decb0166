import { lowBalanceLimits } from "../../app/settings.ts";
import { changeSettings } from "../actions/changeSettings.ts";
import { Choice } from "../components/Choice.tsx";
import { SettingRow } from "../components/SettingRow.tsx";
import { TextSetting } from "../components/TextSetting.tsx";
import { tell } from "../notices.ts";
import { useSnapshot } from "../store.ts";
import { useWords } from "../useWords.tsx";

/** Whether balances that run out are told, and from when on one counts as low. */
export function NotificationSetting() {
  const { t } = useWords();
  const { notifications, lowBalancePercent } = useSnapshot(({ settings }) => settings);

  async function savePercent(percent: string): Promise<void> {
    if (await changeSettings({ lowBalancePercent: Number(percent) }))
      tell({ kind: "done", title: t("toast.settingsSaved"), canUndo: false });
  }

  return (
    <>
      <SettingRow label={t("settings.notifications")} hint={t("settings.notificationsHint")}>
        <Choice
          kind="switch"
          label={t("settings.notify")}
          isOn={notifications}
          onChange={(isOn) => void changeSettings({ notifications: isOn })}
        />
      </SettingRow>
      <TextSetting
        key={lowBalancePercent}
        label={t("settings.lowBalance")}
        saved={String(lowBalancePercent)}
        hint={t("settings.lowBalanceHint")}
        placeholder=""
        maxLength={3}
        isShort
        accept={percentOf}
        fault={t("settings.lowBalanceFault", lowBalanceLimits)}
        onSave={(percent) => void savePercent(percent)}
      />
    </>
  );
}

/** A whole number within the limits, with or without a percent sign. */
function percentOf(typed: string): string | undefined {
  const percent = /^(\d{1,2})\s*[%％]?$/.exec(typed)?.[1];
  const { min, max } = lowBalanceLimits;
  return percent !== undefined && Number(percent) >= min && Number(percent) <= max
    ? String(Number(percent))
    : undefined;
}
