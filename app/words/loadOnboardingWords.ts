import type { i18n } from "i18next";
import type { Language } from "../settings.ts";

/** Where the words of setting up are among all. */
export const ONBOARDING_WORDS = "onboarding";

/** Adds the words of setting up, which most starts do not need. */
export async function loadOnboardingWords(instance: i18n): Promise<void> {
  if (instance.hasResourceBundle("en", ONBOARDING_WORDS)) return;
  const [en, zhCN] = await Promise.all([
    import("../locales/onboarding.en.json"),
    import("../locales/onboarding.zh-CN.json"),
  ]);
  const add = (language: Language, words: object) =>
    instance.addResourceBundle(language, ONBOARDING_WORDS, words);
  add("en", en.default);
  add("zh-CN", zhCN.default);
}
