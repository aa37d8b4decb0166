import type { Language } from "../../../app/settings.ts";
import { changeSettings } from "../../actions/changeSettings.ts";
import { useWords } from "../../useWords.tsx";
import styles from "./StepRail.module.css";

/** Each language named in itself, so that one finds to it from the other. */
const others = {
  en: { language: "zh-CN", name: "简体中文" },
  "zh-CN": { language: "en", name: "English" },
} as const satisfies Record<Language, { language: Language; name: string }>;

/** The other language, for whom the computer's own is not the one they read; the settings are not in reach here. */
export function LanguageSwitch() {
  const { language } = useWords();
  const other = others[language];

  return (
    <button
      type="button"
      lang={other.language}
      className={styles.language}
      onClick={() => void changeSettings({ language: other.language })}
    >
      {other.name}
    </button>
  );
}
