import type { Input } from "../../app/contract.ts";
import { run } from "../actions/run.ts";
import { dashboardAddress } from "../components/dashboardAddress.ts";
import { SegmentedChoice } from "../components/SegmentedChoice.tsx";
import { TextSetting } from "../components/TextSetting.tsx";
import { tell } from "../notices.ts";
import { useSnapshot } from "../store.ts";
import { useWords } from "../useWords.tsx";
import { AccountSetting } from "./AccountSetting.tsx";
import { CodexSetting } from "./CodexSetting.tsx";
import { NotificationSetting } from "./NotificationSetting.tsx";
import styles from "./SettingsView.module.css";

/** The user's choices. Each applies at once, except for a path, which is saved when it is complete. */
export function SettingsView() {
  const { t } = useWords();
  const settings = useSnapshot((state) => state.settings);
  const isSignedOut = useSnapshot(({ account }) => account.status === "signedOut");

  async function change(part: Input<"changeSettings">["settings"]): Promise<void> {
    const reply = await run("changeSettings", { settings: part });
    if (!reply.ok) tell({ kind: "failure", failure: reply });
    else if (part.dashboard !== undefined)
      tell({ kind: "done", title: t("toast.settingsSaved"), canUndo: false });
  }

  return (
    <div className="page">
      <h1>{t("settings.title")}</h1>
      <div className={styles.list}>
        <AccountSetting />
        <TextSetting
          key={`${settings.dashboard} ${isSignedOut}`}
          label={t("account.dashboard")}
          saved={settings.dashboard}
          hint={isSignedOut ? t("account.dashboardHint") : t("account.dashboardWhileSignedIn")}
          placeholder={t("account.dashboardPlaceholder")}
          maxLength={2048}
          isReadOnly={!isSignedOut}
          accept={(typed) => (typed === "" ? "" : dashboardAddress(typed))}
          fault={t("account.dashboardUnsafe")}
          onSave={(dashboard) => void change({ dashboard })}
        />
        <SegmentedChoice
          label={t("settings.language")}
          value={settings.language}
          options={[
            { value: "system", label: t("settings.system") },
            // A language is named in itself, so that one finds back to it.
            { value: "en", label: "English" },
            { value: "zh-CN", label: "简体中文" },
          ]}
          onChange={(language) => void change({ language })}
        />
        <SegmentedChoice
          label={t("settings.theme")}
          value={settings.theme}
          options={[
            { value: "system", label: t("settings.system") },
            { value: "light", label: t("settings.light") },
            { value: "dark", label: t("settings.dark") },
          ]}
          onChange={(theme) => void change({ theme })}
        />
        <NotificationSetting />
        <CodexSetting />
      </div>
    </div>
  );
}
