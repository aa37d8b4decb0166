import type { Finding } from "../../../app/doctor/finding.ts";
import { findingWords } from "../../../app/doctor/findingWords.ts";
import type { Language } from "../../../app/settings.ts";
import { createTranslations } from "../../../app/words/i18n.ts";
import { loadDoctorWords } from "../../../app/words/loadDoctorWords.ts";

/** Every sentence that is said about a finding. */
export async function sentencesOf(
  language: Language,
  finding: Finding,
): Promise<readonly string[]> {
  const translations = createTranslations(language);
  await loadDoctorWords(translations);
  const { title, why, fix } = findingWords(translations.t, finding);
  return finding.fix ? [title, why, fix] : [title, why];
}
