import { ACTIVE_KEY, readProviders, rootStatements } from "../../config/providers.ts";
import { positionOf, scan } from "../../config/scan.ts";
import { stringValue } from "../../config/value.ts";
import type { ConfigDocument } from "../configDocument.ts";
import type { DoctorFacts, TomlFileFacts } from "../facts.ts";
import type { Report } from "../finding.ts";
import { safeWord } from "../safeWords.ts";

/** What is to be said about the other layers of Codex's configuration: overlays and administrators' files. */
export function layerFindings(
  { surroundings }: DoctorFacts,
  document: ConfigDocument,
): readonly Report[] {
  // Of the administrator's files the strongest one that names a provider decides.
  const deciding = surroundings.managed.findLast((file) => choiceOf(file) !== undefined);
  return [
    ...surroundings.overlays.flatMap((file) => overlayFindings(file, document)),
    ...surroundings.managed.flatMap((file) => managedFindings(file, document, file === deciding)),
  ];
}

function overlayFindings(file: TomlFileFacts, { activeId }: ConfigDocument): Report[] {
  const found = choiceOf(file);
  if (!found || found.id === activeId) return [];
  const { id, statement, line, column } = found;
  return [
    {
      id: "overlay-overrides",
      key: `overlay-overrides ${file.path}`,
      place: { file: file.path, line, column },
      details: { name: safeWord(file.name), file: file.path, id: safeWord(id) },
      fix: {
        kind: "editToml",
        path: file.path,
        isOutsideHome: false,
        intents: [{ kind: "commentOut", statement }],
      },
    },
  ];
}

/** An administrator's file wins over config.toml (Codex 0.169.0), also field by field in a provider's table. */
function managedFindings(
  file: TomlFileFacts,
  { activeId: active, providers }: ConfigDocument,
  decides: boolean,
): Report[] {
  const found = decides ? choiceOf(file) : undefined;
  const report = {
    id: "managed-config-overrides",
    key: `managed-config-overrides ${file.path}`,
  } as const;
  if (found && found.id !== active) {
    const { id, line, column } = found;
    const details = { file: file.path, id: safeWord(id) };
    return [{ ...report, place: { file: file.path, line, column }, details }];
  }
  const changed =
    active === undefined ? undefined : readProviders(scan(file.text ?? "")).get(active);
  const first = [...(changed?.headers ?? []), ...(changed?.statements ?? [])][0];
  if (active === undefined || !first || !providers.has(active)) return [];
  const place = { file: file.path, ...positionOf(file.text ?? "", first.start) };
  return [
    { ...report, place, details: { file: file.path, id: safeWord(active) }, variant: "table" },
  ];
}

function choiceOf({ text }: TomlFileFacts) {
  if (text === undefined) return undefined;
  const [statement] = rootStatements(scan(text), ACTIVE_KEY);
  const id = statement && stringValue(text, statement.entry.value);
  if (!statement || id === undefined) return undefined;
  return { id, statement, ...positionOf(text, statement.entry.start) };
}
