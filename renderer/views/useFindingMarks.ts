import { useMemo } from "react";
import { findingWords } from "../../app/doctor/findingWords.ts";
import type { LineMark } from "../code/lineMarks.ts";
import { useSnapshot } from "../store.ts";
import { useDoctorWords } from "../useDoctorWords.ts";
import { useWords } from "../useWords.tsx";

/** The lines of config.toml at which the doctor found something, with its name. */
export function useFindingMarks(): readonly LineMark[] {
  const { t } = useWords();
  const { findings } = useSnapshot((state) => state.health);
  const configPath = useSnapshot((state) => state.configPath);
  const hasWords = useDoctorWords(findings.length > 0);
  return useMemo(() => {
    if (!hasWords) return [];
    return findings.flatMap((finding): readonly LineMark[] => {
      const { file, line } = finding.place ?? {};
      if (file !== configPath || line === undefined) return [];
      return [{ line, kind: finding.severity, words: findingWords(t, finding).title }];
    });
  }, [findings, configPath, hasWords, t]);
}
