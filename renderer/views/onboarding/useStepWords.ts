import type { TFunction } from "i18next";
import { useMemo } from "react";
import { useWords } from "../../useWords.tsx";
import { words } from "../../words.ts";

/** The words of setting up, in the window's present language. */
export function useStepWords(): TFunction<"onboarding"> {
  const { language } = useWords();
  return useMemo(() => words.getFixedT(language, "onboarding"), [language]);
}
