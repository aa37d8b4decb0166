import { createTranslations } from "../app/i18n.ts";
import { resolveLanguage, type Settings } from "../app/settings.ts";

/** The words of the window; the language follows the settings. */
export const words = createTranslations("en");

/** Speaks the chosen language from now on, also to assistive technology. */
export function applyLanguage(choice: Settings["language"]): void {
  const language = resolveLanguage(choice, navigator.language);
  document.documentElement.lang = language;
  if (words.language !== language) void words.changeLanguage(language);
}
