import { languageNames, languages } from "../../app/i18n/languages.ts";
import { typedOrigin } from "../../app/provider/address.ts";
import { changeSettings } from "../actions/changeSettings.ts";
import { SegmentedChoice } from "../components/SegmentedChoice.tsx";
import { SettingRow } from "../components/SettingRow.tsx";
import { SettingsSection } from "../components/SettingsSection.tsx";
import { TextSetting } from "../components/TextSetting.tsx";
import { tell } from "../notices.ts";
import { isLinux } from "../platform.ts";
import { useSnapshot } from "../store.ts";
import { useWords } from "../useWords.tsx";
import { AccountSetting } from "./AccountSetting.tsx";
import { CodexSetting } from "./CodexSetting.tsx";
import { DesktopSetting } from "./DesktopSetting.tsx";
import { DiagnosticsSetting } from "./DiagnosticsSetting.tsx";
import { DriftSetting } from "./DriftSetting.tsx";
import { NotificationSetting } from "./NotificationSetting.tsx";
import { SetUpSetting } from "./SetUpSetting.tsx";
import { ShortcutList } from "./ShortcutList.tsx";
import { StartAtLoginSetting } from "./StartAtLoginSetting.tsx";
import { ZoomSetting } from "./ZoomSetting.tsx";

/** The user's choices. Each applies at once, except for a text, which is saved when it is complete. */
export function SettingsView() {
  const { t } = useWords();
  return (
    <div className="page">
      <h1>{t("settings.title")}</h1>
      <SettingsSection title={t("settings.sections.account")}>
        <AccountSetting />
        <DashboardSetting />
      </SettingsSection>
      <SettingsSection title={t("settings.sections.codex")}>
        <HomeSetting />
        <CodexSetting />
        {isLinux && <DesktopSetting />}
        <DriftSetting />
      </SettingsSection>
      <SettingsSection title={t("settings.sections.appearance")}>
        <ThemeSetting />
        <LanguageSetting />
        <ZoomSetting />
      </SettingsSection>
      <SettingsSection title={t("settings.sections.notifications")}>
        <NotificationSetting />
      </SettingsSection>
      <SettingsSection title={t("settings.sections.program")}>
        <StartAtLoginSetting />
        <SetUpSetting />
        <DiagnosticsSetting />
      </SettingsSection>
      <ShortcutList />
    </div>
  );
}

function DashboardSetting() {
  const { t } = useWords();
  const saved = useSnapshot(({ settings }) => settings.dashboard);
  const isSignedOut = useSnapshot(({ account }) => account.status === "signedOut");

  async function save(dashboard: string): Promise<void> {
    if (await changeSettings({ dashboard }))
      tell({ kind: "done", title: t("toast.settingsSaved"), canUndo: false });
  }

  return (
    <TextSetting
      key={`${saved} ${isSignedOut}`}
      label={t("account.dashboard")}
      saved={saved}
      hint={isSignedOut ? t("account.dashboardHint") : t("account.dashboardWhileSignedIn")}
      placeholder={t("account.dashboardPlaceholder")}
      maxLength={2048}
      isReadOnly={!isSignedOut}
      accept={(typed) => (typed === "" ? "" : typedOrigin(typed))}
      fault={t("account.dashboardUnsafe")}
      onSave={(dashboard) => void save(dashboard)}
    />
  );
}

/** The folder is the environment's to choose; here it can be looked up. */
function HomeSetting() {
  const { t } = useWords();
  const home = useSnapshot((state) => state.home);
  return (
    <SettingRow label={t("settings.home")} hint={t("settings.homeHint")}>
      <code title={home}>{home}</code>
    </SettingRow>
  );
}

function ThemeSetting() {
  const { t } = useWords();
  const theme = useSnapshot(({ settings }) => settings.theme);
  return (
    <SegmentedChoice
      label={t("settings.theme")}
      value={theme}
      options={[
        { value: "system", label: t("settings.system") },
        { value: "light", label: t("settings.light") },
        { value: "dark", label: t("settings.dark") },
      ]}
      onChange={(choice) => void changeSettings({ theme: choice })}
    />
  );
}

function LanguageSetting() {
  const { t } = useWords();
  const language = useSnapshot(({ settings }) => settings.language);
  return (
    <SegmentedChoice
      label={t("settings.language")}
      value={language}
      options={[
        { value: "system", label: t("settings.system") },
        ...languages.map((value) => ({ value, label: languageNames[value] })),
      ]}
      onChange={(choice) => void changeSettings({ language: choice })}
    />
  );
}
