import type { DoctorFacts } from "./facts.ts";
import type { Finding, Report, Severity } from "./finding.ts";
import { authFileFindings } from "./findings/authFile.ts";
import { layerFindings } from "./findings/layers.ts";
import { permissionFindings } from "./findings/permissions.ts";
import { programFindings } from "./findings/program.ts";
import { switcherFindings } from "./findings/switchers.ts";
import { variableFindings } from "./findings/variables.ts";
import { rules } from "./registry.ts";

/** Looks at the facts for one kind of trouble. Pure, and never fails: what it cannot judge it passes over. */
export type Family = (facts: DoctorFacts) => readonly Report[];

const families: readonly Family[] = [
  authFileFindings,
  variableFindings,
  layerFindings,
  permissionFindings,
  switcherFindings,
  programFindings,
];

const order: readonly Severity[] = ["error", "warning", "info"];

/** Everything that is wrong, the worst first. Each finding has a key of its own. */
export function diagnose(facts: DoctorFacts): readonly Finding[] {
  const found = families.flatMap((family) => family(facts)).map(withSeverity);
  const unique = new Map<string, Finding>();
  for (const finding of found) if (!unique.has(finding.key)) unique.set(finding.key, finding);
  return [...unique.values()].toSorted(
    (a, b) => order.indexOf(a.severity) - order.indexOf(b.severity),
  );
}

function withSeverity(report: Report): Finding {
  return { ...report, severity: report.severity ?? rules[report.id].severity };
}

/** Whether Fix all includes a finding's fix. Nothing outside the home is changed without its own yes. */
export function isSafeToFix({ id, fix, isSafe }: Finding): boolean {
  if (!fix || ("isOutsideHome" in fix && fix.isOutsideHome)) return false;
  return isSafe ?? rules[id].isSafe;
}
