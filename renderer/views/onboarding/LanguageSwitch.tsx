import { languageNames, languages } from "../../../app/i18n/languages.ts";
import { changeSettings } from "../../actions/changeSettings.ts";
import { useWords } from "../../useWords.tsx";
import styles from "./StepRail.module.css";

/** The other languages, for whom the computer's own is not the one they read; the settings are not in reach here. */
export function LanguageSwitch() {
  const { language } = useWords();
  const others = languages.filter((other) => other !== language);
  return others.map((other) => (
    <button
      key={other}
      type="button"
      lang={other}
      className={styles.language}
      onClick={() => void changeSettings({ language: other })}
    >
      {languageNames[other]}
    </button>
  ));
}
