import { lowBalanceLimits, type Settings } from "../../app/settings.ts";
import { run } from "../actions/run.ts";
import { Choice } from "../components/Choice.tsx";
import { TextSetting } from "../components/TextSetting.tsx";
import { tell } from "../notices.ts";
import { useSnapshot } from "../store.ts";
import { useWords } from "../useWords.tsx";

/** Whether balances that run out are told, and from when on one counts as low. */
export function NotificationSetting() {
  const { t } = useWords();
  const { notifications, lowBalancePercent } = useSnapshot(({ settings }) => settings);

  async function change(
    part: Partial<Pick<Settings, "notifications" | "lowBalancePercent">>,
  ): Promise<void> {
    const reply = await run("changeSettings", { settings: part });
    if (!reply.ok) tell({ kind: "failure", failure: reply });
    else if (part.lowBalancePercent !== undefined)
      tell({ kind: "done", title: t("toast.settingsSaved"), canUndo: false });
  }

  return (
    <>
      <Choice
        kind="switch"
        label={t("settings.notifications")}
        hint={t("settings.notificationsHint")}
        isOn={notifications}
        onChange={(isOn) => void change({ notifications: isOn })}
      />
      <TextSetting
        key={lowBalancePercent}
        label={t("settings.lowBalance")}
        saved={String(lowBalancePercent)}
        hint={t("settings.lowBalanceHint")}
        placeholder=""
        maxLength={3}
        accept={percentOf}
        fault={t("settings.lowBalanceFault", lowBalanceLimits)}
        onSave={(percent) => void change({ lowBalancePercent: Number(percent) })}
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
