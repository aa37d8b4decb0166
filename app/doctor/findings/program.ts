import type { DoctorFacts } from "../facts.ts";
import type { Report } from "../finding.ts";

/** What is to be said about the installed Codex itself. */
export function programFindings({ codex, surroundings }: DoctorFacts): readonly Report[] {
  if (codex.status === "notFound") return [{ id: "no-codex", key: "no-codex", details: {} }];
  const latest = surroundings.latestCodexVersion;
  if (codex.status !== "accepted" || latest === undefined) return [];
  if (compareVersions(codex.version, latest) >= 0) return [];
  return [
    { id: "codex-outdated", key: "codex-outdated", details: { version: codex.version, latest } },
  ];
}

/** By their numbers; what follows a hyphen or a plus does not count. */
function compareVersions(a: string, b: string): number {
  const [first, second] = [a, b].map((version) =>
    (version.split(/[-+]/)[0] ?? "").split(".").map((part) => Number.parseInt(part, 10) || 0),
  );
  for (let index = 0; index < 3; index += 1) {
    const difference = (first?.[index] ?? 0) - (second?.[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
