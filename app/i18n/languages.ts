/**
 * The languages the program speaks, each named in itself, so that one finds to it from another. A language is a line
 * here and a folder of words in `locales/`.
 */
export const languageNames = { en: "English", "zh-CN": "简体中文" } as const;

/** A BCP 47 tag, one of {@link languageNames}. */
export type Language = keyof typeof languageNames;

/** All of them, in the order in which they are offered. */
export const languages = Object.keys(languageNames) as readonly Language[];

/** Stands in where a language is not spoken, or a word is missing in it. */
export const fallbackLanguage = "en" satisfies Language;

/** The language to speak, given the computer's own (a BCP 47 tag or a POSIX locale). */
export function resolveLanguage(choice: "system" | Language, system: string): Language {
  if (choice !== "system") return choice;
  const wanted = system.toLowerCase().replaceAll("_", "-");
  const isClose = (language: Language) => wanted.startsWith(language.toLowerCase());
  const [spoken] = wanted.split(/[-.@]/);
  const isRelated = (language: Language) => language.split("-")[0] === spoken;
  return languages.find(isClose) ?? languages.find(isRelated) ?? fallbackLanguage;
}
