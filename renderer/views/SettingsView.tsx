import { type FormEvent, useId, useState } from "react";
import type { Settings } from "../../app/settings.ts";
import { run } from "../actions/run.ts";
import { Button } from "../components/Button.tsx";
import { SegmentedChoice } from "../components/SegmentedChoice.tsx";
import { tell } from "../notices.ts";
import { useSnapshot } from "../store.ts";
import { useWords } from "../useWords.tsx";
import styles from "./SettingsView.module.css";

/** The user's choices. Each applies at once, except for a path, which is saved when it is complete. */
export function SettingsView() {
  const { t } = useWords();
  const settings = useSnapshot((state) => state.settings);

  async function change(part: Partial<Settings>): Promise<void> {
    const reply = await run("changeSettings", { settings: { ...settings, ...part } });
    if (!reply.ok) tell({ kind: "failure", failure: reply });
    else if (part.codexPath !== undefined)
      tell({ kind: "done", title: t("toast.settingsSaved"), canUndo: false });
  }

  return (
    <div className="page">
      <h1>{t("settings.title")}</h1>
      <div className={styles.list}>
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
        <CodexPath
          key={settings.codexPath}
          saved={settings.codexPath}
          onSave={(codexPath) => void change({ codexPath })}
        />
      </div>
    </div>
  );
}

interface CodexPathProps {
  readonly saved: string;
  readonly onSave: (path: string) => void;
}

function CodexPath({ saved, onSave }: CodexPathProps) {
  const { t } = useWords();
  const [path, setPath] = useState(saved);
  const inputId = useId();
  const hintId = useId();

  function save(event: FormEvent): void {
    event.preventDefault();
    onSave(path.trim());
  }

  return (
    <form className={styles.setting} onSubmit={save}>
      <label htmlFor={inputId}>{t("settings.codexPath")}</label>
      <div className={styles.path}>
        <input
          id={inputId}
          className={styles.input}
          value={path}
          maxLength={4096}
          spellCheck={false}
          autoComplete="off"
          placeholder={t("settings.codexPathPlaceholder")}
          aria-describedby={hintId}
          onChange={(event) => setPath(event.currentTarget.value)}
        />
        <Button isDisabled={path.trim() === saved} onClick={() => onSave(path.trim())}>
          {t("settings.save")}
        </Button>
      </div>
      <p id={hintId} className={styles.hint}>
        {t("settings.codexPathHint")}
      </p>
    </form>
  );
}
