import type { i18n } from "i18next";
import cliEn from "../locales/cli.en.json" with { type: "json" };
import cliZhCN from "../locales/cli.zh-CN.json" with { type: "json" };
import en from "../locales/en.json" with { type: "json" };
import partsEn from "../locales/parts.en.json" with { type: "json" };
import partsZhCN from "../locales/parts.zh-CN.json" with { type: "json" };
import zhCN from "../locales/zh-CN.json" with { type: "json" };
import type { Language } from "../settings.ts";
import { createI18n } from "./i18nInstance.ts";

/** The words of the program with those that only the terminal says, speaking the given language. */
export function createTerminalTranslations(language: Language): i18n {
  return createI18n(language, {
    en: { translation: { ...en, ...partsEn, ...cliEn } },
    "zh-CN": { translation: { ...zhCN, ...partsZhCN, ...cliZhCN } },
  });
}
