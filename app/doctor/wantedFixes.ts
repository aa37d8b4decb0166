import { AppError } from "../errors.ts";
import { diagnose, isSafeToFix } from "./diagnose.ts";
import type { DoctorFacts } from "./facts.ts";
import type { Finding } from "./finding.ts";
import type { OtherFileFix } from "./fix.ts";
import { fixConfig } from "./fixConfig.ts";

/** Which findings to fix: those with these keys, or all whose fix needs no question. */
export type WantedFixes = "all" | readonly string[];

/** Whether a finding is among the wanted ones. */
function chooser(wanted: WantedFixes): (finding: Finding) => boolean {
  if (wanted === "all") return isSafeToFix;
  const keys = new Set(wanted);
  return ({ key }) => keys.has(key);
}

/**
 * The text of config.toml with the wanted fixes; undefined where they concern other files only.
 *
 * @throws AppError `FINDING_GONE`, or why nothing of it could be fixed
 */
export function textWithFixes(facts: DoctorFacts, wanted: WantedFixes): string | undefined {
  const isWanted = chooser(wanted);
  const { text, refused } = fixConfig(facts, isWanted);
  if (text !== undefined) return text;
  const [first] = refused;
  if (first) throw new AppError(first.failure.code, first.failure.detail);
  if (!diagnose(facts).some((finding) => isWanted(finding) && finding.fix))
    throw new AppError("FINDING_GONE");
  return undefined;
}

/** The wanted fixes of files other than config.toml. */
export function otherFixes(facts: DoctorFacts, wanted: WantedFixes): readonly OtherFileFix[] {
  return diagnose(facts)
    .filter(chooser(wanted))
    .flatMap(({ fix }) => (fix && "path" in fix ? [fix] : []));
}
