import { type ConfigDocument, readConfigDocument } from "./configDocument.ts";
import type { DoctorFacts } from "./facts.ts";
import type { Finding, Report, Severity } from "./finding.ts";
import { activeProviderFindings } from "./findings/activeProvider.ts";
import { authFileFindings } from "./findings/authFile.ts";
import { credentialFindings } from "./findings/credentials.ts";
import { layerFindings } from "./findings/layers.ts";
import { misplacedKeyFindings } from "./findings/misplacedKeys.ts";
import { notificationFindings } from "./findings/notifications.ts";
import { otherServiceFindings } from "./findings/otherServices.ts";
import { permissionFindings } from "./findings/permissions.ts";
import { programFindings } from "./findings/program.ts";
import { providerTableFindings } from "./findings/providerTables.ts";
import { retiredKeyFindings } from "./findings/retiredKeys.ts";
import { spentBalanceFindings } from "./findings/spentBalances.ts";
import { structureFindings } from "./findings/structure.ts";
import { switcherFindings } from "./findings/switchers.ts";
import { variableFindings } from "./findings/variables.ts";
import { rules } from "./registry.ts";

/** Looks at the facts for one kind of trouble. Pure, and never fails: what it cannot judge it passes over. */
export type Family = (facts: DoctorFacts, document: ConfigDocument) => readonly Report[];

const families: readonly Family[] = [
  authFileFindings,
  variableFindings,
  layerFindings,
  permissionFindings,
  switcherFindings,
  structureFindings,
  activeProviderFindings,
  misplacedKeyFindings,
  providerTableFindings,
  credentialFindings,
  retiredKeyFindings,
  otherServiceFindings,
  spentBalanceFindings,
  programFindings,
  notificationFindings,
];

const order: readonly Severity[] = ["error", "warning", "info"];

/**
 * Everything that is wrong, the worst first. Each finding has a key of its own. What the installed Codex says
 * counts for more than what is known of others: what it starts with does not stop it.
 */
export function diagnose(facts: DoctorFacts): readonly Finding[] {
  const document = readConfigDocument(facts);
  const unique = new Map<string, Finding>();
  for (const report of families.flatMap((family) => family(facts, document)))
    if (!unique.has(report.key)) unique.set(report.key, withSeverity(report));
  const found = [...unique.values()].filter((finding) => isTold(finding, facts, unique));
  return found.toSorted((a, b) => order.indexOf(a.severity) - order.indexOf(b.severity));
}

function withSeverity(report: Report): Finding {
  return { ...report, severity: report.severity ?? rules[report.id].severity };
}

function isTold(
  finding: Finding,
  { codex }: DoctorFacts,
  all: ReadonlyMap<string, Finding>,
): boolean {
  if (codex.status === "accepted") return !stopsCodex(finding);
  // What Codex says is one of these, in other words.
  if (finding.id === "codex-rejects")
    return ![...all.values()].some((other) => other !== finding && stopsCodex(other));
  return true;
}

/** Whether Codex does not start because of a finding. */
export function stopsCodex(finding: Finding): boolean {
  return finding.stopsCodex ?? rules[finding.id].stopsCodex;
}

/** Whether Fix all includes a finding's fix. Nothing outside the home is changed without its own yes. */
export function isSafeToFix({ id, fix, isSafe }: Finding): boolean {
  if (!fix || ("isOutsideHome" in fix && fix.isOutsideHome)) return false;
  return isSafe ?? rules[id].isSafe;
}
