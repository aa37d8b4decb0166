import { isSafeToFix } from "./diagnose.ts";
import type { Finding, FindingView } from "./finding.ts";

/** What a view may know of a finding; what its fix would write stays here. */
export function viewOfFinding(finding: Finding, configPath: string): FindingView {
  const { id, key, severity, place, details, variant, fix } = finding;
  const isOther = fix !== undefined && "path" in fix;
  return {
    id,
    key,
    severity,
    place,
    details,
    variant,
    fix: fix && {
      isSafe: isSafeToFix(finding),
      file: isOther ? fix.path : configPath,
      isOutsideHome: isOther && fix.isOutsideHome,
    },
  };
}
