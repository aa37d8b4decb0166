import type { Finding } from "../../../app/doctor/finding.ts";
import { findingWords } from "../../../app/doctor/findingWords.ts";
import { createTranslations } from "../../../app/i18n/i18n.ts";
import type { Language } from "../../../app/i18n/languages.ts";
import { loadWords } from "../../../app/i18n/loadWords.ts";

/** Every sentence that is said about a finding. */
export async function sentencesOf(
  language: Language,
  finding: Finding,
): Promise<readonly string[]> {
  const translations = createTranslations(language);
  await loadWords(translations, "doctor");
  const { title, why, fix } = findingWords(translations.t, finding);
  return finding.fix ? [title, why, fix] : [title, why];
}
