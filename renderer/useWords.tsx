import { createContext, type ReactNode, useContext, useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Translate } from "../app/i18n/i18n.ts";
import { fallbackLanguage, type Language, languages } from "../app/i18n/languages.ts";
import { words } from "./words.ts";

interface Words {
  readonly t: Translate;
  readonly language: Language;
}

const WordsContext = createContext<Words>({ t: words.t, language: spoken(words.language) });

/**
 * Follows the language for everything below. Asked for once, because the hook of react-i18next copies its whole
 * instance at every use, which the first paint would feel.
 */
export function WordsProvider({ children }: { readonly children: ReactNode }) {
  const { t, i18n } = useTranslation(undefined, { i18n: words });
  const language = spoken(i18n.language);
  const value = useMemo(() => ({ t, language }), [t, language]);
  return <WordsContext value={value}>{children}</WordsContext>;
}

/** The words of the window in its present language. */
export function useWords(): Words {
  return useContext(WordsContext);
}

function spoken(tag: string): Language {
  return languages.find((language) => language === tag) ?? fallbackLanguage;
}
