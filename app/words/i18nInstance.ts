import i18next, { type i18n, type Resource } from "i18next";
import type { Language } from "../settings.ts";

/** Speaks a language with the words that are given; others can be added later. */
export function createI18n(language: Language, resources: Resource): i18n {
  const instance = i18next.createInstance();
  void instance.init({
    lng: language,
    fallbackLng: "en",
    resources,
    // React and plain text both take the words as they are.
    interpolation: { escapeValue: false },
    initAsync: false,
  });
  return instance;
}
