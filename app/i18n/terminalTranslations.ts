/// <reference types="vite/types/importMeta.d.ts" />
import type { i18n } from "i18next";
import { createI18n, resourcesOf } from "./i18nInstance.ts";
import type { Language } from "./languages.ts";

const files = import.meta.glob<object>("./locales/*/{main,parts,cli}.json", {
  eager: true,
  import: "default",
});

/** The words of the program with those that only the terminal says, speaking the given language. */
export function createTerminalTranslations(language: Language): i18n {
  return createI18n(language, resourcesOf(files));
}
