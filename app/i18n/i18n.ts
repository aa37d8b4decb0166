/// <reference types="vite/types/importMeta.d.ts" />
import type { i18n, TFunction } from "i18next";
import { createI18n, resourcesOf } from "./i18nInstance.ts";
import type { Language } from "./languages.ts";
import type cliEn from "./locales/en/cli.json";
import type doctorEn from "./locales/en/doctor.json";
import type mainEn from "./locales/en/main.json";
import type onboardingEn from "./locales/en/onboarding.json";
import type partsEn from "./locales/en/parts.json";

declare module "i18next" {
  interface CustomTypeOptions {
    defaultNS: "translation";
    resources: {
      translation: typeof mainEn & typeof partsEn & typeof cliEn;
      doctor: typeof doctorEn;
      onboarding: typeof onboardingEn;
    };
  }
}

/** Looks a word up by its key. */
export type Translate = TFunction;

const files = import.meta.glob<object>("./locales/*/{main,parts}.json", {
  eager: true,
  import: "default",
});

/** The words of the program in every language, speaking the given one. */
export function createTranslations(language: Language): i18n {
  return createI18n(language, resourcesOf(files));
}
