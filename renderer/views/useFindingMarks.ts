import { useMemo } from "react";
import type { FindingView } from "../../app/doctor/finding.ts";
import { findingWords } from "../../app/doctor/findingWords.ts";
import type { LineMark } from "../code/lineMarks.ts";
import { useSnapshot } from "../store.ts";
import { useDoctorWords } from "../useDoctorWords.ts";
import { useWords } from "../useWords.tsx";

/** A line of config.toml at which the doctor found something. */
export interface FindingMark extends LineMark {
  readonly kind: FindingView["severity"];
  readonly words: string;
  readonly findingKey: string;
}

/** The lines of config.toml at which the doctor found something, with its name, in the order of the file. */
export function useFindingMarks(): readonly FindingMark[] {
  const { t } = useWords();
  const { findings } = useSnapshot((state) => state.health);
  const configPath = useSnapshot((state) => state.configPath);
  const hasWords = useDoctorWords(findings.length > 0);
  return useMemo(() => {
    if (!hasWords) return [];
    const marks = findings.flatMap((finding): readonly FindingMark[] => {
      const { file, line } = finding.place ?? {};
      if (file !== configPath || line === undefined) return [];
      const words = findingWords(t, finding).title;
      return [{ line, kind: finding.severity, words, findingKey: finding.key }];
    });
    return marks.toSorted((a, b) => a.line - b.line);
  }, [findings, configPath, hasWords, t]);
}
