import { useEffect } from "react";
import { findingWords } from "../../app/doctor/findingWords.ts";
import { lowBalanceLimits } from "../../app/settings.ts";
import { ask } from "../actions/ask.ts";
import { changeSettings } from "../actions/changeSettings.ts";
import { Choice } from "../components/Choice.tsx";
import { SettingRow } from "../components/SettingRow.tsx";
import { severityIcons } from "../components/severityIcons.ts";
import { TextSetting } from "../components/TextSetting.tsx";
import { tell } from "../notices.ts";
import { useSnapshot } from "../store.ts";
import { useDoctorWords } from "../useDoctorWords.ts";
import { useWords } from "../useWords.tsx";
import styles from "./SettingsView.module.css";

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
      <NotificationTrouble />
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

/** Why none will be seen on this desktop, and what to do; asked when the settings are opened. */
function NotificationTrouble() {
  const { t } = useWords();
  const variant = useSnapshot((state) => state.notificationTrouble);
  const hasWords = useDoctorWords(variant !== undefined);
  useEffect(() => {
    void ask("checkNotifications", {});
  }, []);
  const { title, why } =
    variant && hasWords
      ? findingWords(t, { id: "notifications-unavailable", details: {}, variant })
      : {};
  return (
    // There from the start, so that a screen reader is told what comes into it.
    <div role="status" className={styles.trouble}>
      {title && (
        <>
          <severityIcons.warning size={16} strokeWidth={1.75} aria-hidden="true" />
          <div>
            <p>
              <strong>{title}</strong>
            </p>
            <p>{why}</p>
          </div>
        </>
      )}
    </div>
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
