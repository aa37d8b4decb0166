import type { i18n } from "i18next";
import type { Language } from "../settings.ts";

/** Where the doctor's words are among all. */
export const DOCTOR_WORDS = "doctor";

/** Adds the words for findings, which are many and not needed until there is one. */
export async function loadDoctorWords(instance: i18n): Promise<void> {
  if (instance.hasResourceBundle("en", DOCTOR_WORDS)) return;
  const [en, zhCN] = await Promise.all([
    import("../locales/doctor.en.json"),
    import("../locales/doctor.zh-CN.json"),
  ]);
  const add = (language: Language, words: object) =>
    instance.addResourceBundle(language, DOCTOR_WORDS, words);
  add("en", en.default);
  add("zh-CN", zhCN.default);
}
