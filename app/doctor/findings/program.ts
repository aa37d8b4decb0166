import { ACTIVE_KEY, PROVIDERS_KEY } from "../../config/providers.ts";
import { absolutePath, type KeyValueStatement } from "../../config/scan.ts";
import type { ConfigDocument } from "../configDocument.ts";
import type { DoctorFacts } from "../facts.ts";
import type { Report } from "../finding.ts";
import { commentOut, editConfig } from "../repairs.ts";
import { safeWord } from "../safeWords.ts";
import { statementAtLine } from "../structureFaults.ts";

/** What is to be said about the installed Codex itself, and what it says of the file. */
export function programFindings(facts: DoctorFacts, document: ConfigDocument): readonly Report[] {
  const { codex, surroundings } = facts;
  if (codex.status === "notFound") return [{ id: "no-codex", key: "no-codex", details: {} }];
  if (codex.status === "rejected") return [rejection(codex, facts, document)];
  const latest = surroundings.latestCodexVersion;
  if (codex.status !== "accepted" || latest === undefined) return [];
  const { version } = codex;
  if (compareVersions(version, latest) >= 0) return [];
  const details = { version, latest: safeWord(latest) };
  return [{ id: "codex-outdated", key: "codex-outdated", details }];
}

function rejection(
  { message, line, column }: Extract<DoctorFacts["codex"], { status: "rejected" }>,
  { config }: DoctorFacts,
  document: ConfigDocument,
): Report {
  const named = line === undefined ? undefined : settingAt(line, document);
  return {
    id: "codex-rejects",
    key: "codex-rejects",
    place: {
      file: config.path,
      ...(line !== undefined && { line }),
      ...(column !== undefined && { column }),
    },
    details: { message, line: line ?? 0 },
    ...(named && {
      fix: editConfig(commentOut(named, "commented out, Codex does not accept it")),
    }),
  };
}

/** The setting on a line, if Codex can do without it: not the provider, and nothing of the one in use. */
function settingAt(line: number, document: ConfigDocument): KeyValueStatement | undefined {
  const found = statementAtLine(document.scanned, line);
  if (found?.kind !== "keyValue") return undefined;
  const [root, id] = absolutePath(found);
  if (root === ACTIVE_KEY || (root === PROVIDERS_KEY && id === undefined)) return undefined;
  return root === PROVIDERS_KEY && document.isUsed(id ?? "") ? undefined : found;
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
