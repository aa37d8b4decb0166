import i18next, { type i18n, type Resource } from "i18next";
import { fallbackLanguage, type Language } from "./languages.ts";

/** Speaks a language with the words that are given; others can be added later. */
export function createI18n(language: Language, resources: Resource): i18n {
  const instance = i18next.createInstance();
  void instance.init({
    lng: language,
    fallbackLng: fallbackLanguage,
    resources,
    // React and plain text both take the words as they are.
    interpolation: { escapeValue: false },
    initAsync: false,
  });
  return instance;
}

/** The language that a file of words is in, `…/locales/<language>/<part>.json`. */
export function languageOf(path: string): string {
  return path.split("/").at(-2) ?? "";
}

/**
 * The words of all languages.
 *
 * @param files - by path: parts of the words, which are put together
 */
export function resourcesOf(files: Readonly<Record<string, object>>): Resource {
  const resources: Resource = {};
  for (const [path, words] of Object.entries(files)) {
    const language = languageOf(path);
    resources[language] = {
      translation: { ...Object(resources[language]?.translation), ...words },
    };
  }
  return resources;
}
