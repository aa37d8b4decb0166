import { createI18n, languageOf } from "../app/i18n/i18nInstance.ts";
import { type Language, resolveLanguage } from "../app/i18n/languages.ts";
import en from "../app/i18n/locales/en/main.json" with { type: "json" };
import type { Settings } from "../app/settings.ts";

/** The words of the window; the language follows the settings. */
export const words = createI18n("en", { en: { translation: en } });

/** Any language but English is loaded when it is wanted. */
const otherWords = import.meta.glob<object>(
  ["../app/i18n/locales/*/main.json", "!../app/i18n/locales/en/main.json"],
  { import: "default" },
);

/** Speaks the chosen language from now on, also to assistive technology. */
export async function applyLanguage(choice: Settings["language"]): Promise<void> {
  const language = resolveLanguage(choice, navigator.language);
  await addWords(language);
  document.documentElement.lang = language;
  if (words.language !== language) await words.changeLanguage(language);
}

async function addWords(language: Language): Promise<void> {
  if (words.exists("app.name", { lng: language, fallbackLng: [] })) return;
  for (const [path, load] of Object.entries(otherWords))
    if (languageOf(path) === language)
      words.addResourceBundle(language, "translation", await load(), true, true);
}
