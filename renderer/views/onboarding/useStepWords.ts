import type { TFunction } from "i18next";
import { useMemo } from "react";
import { ONBOARDING_WORDS } from "../../../app/words/loadOnboardingWords.ts";
import { useWords } from "../../useWords.tsx";
import { words } from "../../words.ts";

/** The words of setting up, in the window's present language. */
export function useStepWords(): TFunction<typeof ONBOARDING_WORDS> {
  const { language } = useWords();
  return useMemo(() => words.getFixedT(language, ONBOARDING_WORDS), [language]);
}
