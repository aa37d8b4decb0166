import type { i18n, TFunction } from "i18next";
import type cliEn from "../locales/cli.en.json";
import type doctorEn from "../locales/doctor.en.json";
import en from "../locales/en.json" with { type: "json" };
import type onboardingEn from "../locales/onboarding.en.json";
import partsEn from "../locales/parts.en.json" with { type: "json" };
import partsZhCN from "../locales/parts.zh-CN.json" with { type: "json" };
import zhCN from "../locales/zh-CN.json" with { type: "json" };
import type { Language } from "../settings.ts";
import { createI18n } from "./i18nInstance.ts";

declare module "i18next" {
  interface CustomTypeOptions {
    defaultNS: "translation";
    resources: {
      translation: typeof en & typeof partsEn & typeof cliEn;
      doctor: typeof doctorEn;
      onboarding: typeof onboardingEn;
    };
  }
}

/** Looks a word up by its key. */
export type Translate = TFunction;

/** The words of the program in every language, speaking the given one. */
export function createTranslations(language: Language): i18n {
  return createI18n(language, {
    en: { translation: { ...en, ...partsEn } },
    "zh-CN": { translation: { ...zhCN, ...partsZhCN } },
  });
}
