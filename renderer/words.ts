import en from "../app/locales/en.json" with { type: "json" };
import { resolveLanguage, type Settings } from "../app/settings.ts";
import { createI18n } from "../app/words/i18nInstance.ts";

/** The words of the window; the language follows the settings. */
export const words = createI18n("en", { en: { translation: en } });

/** Speaks the chosen language from now on, also to assistive technology. Any but English is loaded when it is wanted. */
export async function applyLanguage(choice: Settings["language"]): Promise<void> {
  const language = resolveLanguage(choice, navigator.language);
  if (language === "zh-CN" && !words.exists("app.name", { lng: "zh-CN", fallbackLng: [] })) {
    const { default: zhCN } = await import("../app/locales/zh-CN.json");
    words.addResourceBundle("zh-CN", "translation", zhCN, true, true);
  }
  document.documentElement.lang = language;
  if (words.language !== language) await words.changeLanguage(language);
}
