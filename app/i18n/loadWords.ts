/// <reference types="vite/types/importMeta.d.ts" />
import type { i18n } from "i18next";
import { languageOf } from "./i18nInstance.ts";
import { fallbackLanguage } from "./languages.ts";

const files = import.meta.glob<object>("./locales/*/{doctor,onboarding}.json", {
  import: "default",
});

/** Words that most starts do not need: those for findings, and those of setting up. Each is a namespace of its own. */
export type LaterWords = "doctor" | "onboarding";

/** Whether {@link loadWords} has been here. */
export function hasWords(instance: i18n, part: LaterWords): boolean {
  return instance.hasResourceBundle(fallbackLanguage, part);
}

/** Adds a part of the words in every language. */
export async function loadWords(instance: i18n, part: LaterWords): Promise<void> {
  if (hasWords(instance, part)) return;
  const wanted = Object.entries(files).filter(([path]) => path.endsWith(`/${part}.json`));
  await Promise.all(
    wanted.map(async ([path, load]) => {
      instance.addResourceBundle(languageOf(path), part, await load());
    }),
  );
}
