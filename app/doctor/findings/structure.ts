import { tryParseToml } from "../../config/parse.ts";
import { activeStatements, PROVIDERS_KEY, samePath } from "../../config/providers.ts";
import {
  absolutePath,
  type HeaderStatement,
  type KeyValueStatement,
  type Statement,
  withOwnKeys,
} from "../../config/scan.ts";
import { stringValue } from "../../config/value.ts";
import type { ConfigDocument } from "../configDocument.ts";
import type { DoctorFacts } from "../facts.ts";
import { faultLoss } from "../faultLoss.ts";
import type { Report } from "../finding.ts";
import { commentOut, editConfig } from "../repairs.ts";
import { safePath, safeWord } from "../safeWords.ts";
import { strayCharacters } from "../strayCharacters.ts";
import { type StructureFault, structureFaults } from "../structureFaults.ts";

/** What keeps the file from being TOML in UTF-8. */
export function structureFindings(
  { config, codex }: DoctorFacts,
  document: ConfigDocument,
): readonly Report[] {
  if (config.text === undefined)
    return [
      {
        id: "not-utf8",
        key: "not-utf8",
        place: { file: config.path },
        details: {},
        ...(config.utf16Text === undefined
          ? { variant: "unknown" }
          : { fix: { kind: "recodeConfig", text: config.utf16Text } }),
      },
    ];
  // Whom Codex believes, no other parser has to read.
  if (codex.status === "accepted" || tryParseToml(config.text)) return [];
  const stray = strayCharacters(document);
  // Until they are gone no parser tells of anything else.
  if (stray) return [stray];
  return structureFaults(document.scanned).map((fault) => reportOf(fault, document));
}

function reportOf(fault: StructureFault, document: ConfigDocument): Report {
  const [first] = fault.statements;
  const place = document.placeAt(first.start);
  if (fault.kind === "active") return doubledActive(fault, document);
  if (first.kind === "keyValue" && fault.kind === "key") return doubledKey(first, document);
  if (first.kind === "header" && fault.kind === "table") return doubledTable(first, document);
  const [head, ...rest] = fault.statements;
  const isTable =
    fault.isFarReaching && document.text.slice(head.start, head.end).trim()[0] === "[";
  const loss = isTable ? undefined : faultLoss(fault.statements, document);
  const id = loss?.kind === "active" ? loss.id : undefined;
  return {
    id: "unreadable-toml",
    key: `unreadable-toml ${place.line}`,
    place,
    details: { line: place.line ?? 1, ...(id !== undefined && { id: safeWord(id) }) },
    ...(isTable && { variant: "table" }),
    ...(loss && { variant: id === undefined ? loss.kind : "quotes" }),
    // Codex that refuses to start must not become Codex that sends requests elsewhere, or without a key.
    isSafe: !fault.isFarReaching && (!loss || id !== undefined),
    fix: editConfig(
      commentOut(head, "commented out, because it is not valid TOML"),
      ...rest.map((statement) => ({ kind: "commentOut", statement }) as const),
      ...(id === undefined ? [] : [{ kind: "setActive", providerId: id } as const]),
    ),
  };
}

function doubledActive({ statements }: StructureFault, document: ConfigDocument): Report {
  const all = activeStatements(document.scanned);
  const idOf = ({ entry }: KeyValueStatement) => stringValue(document.text, entry.value);
  const kept = all.find((statement) => document.providers.has(idOf(statement) ?? "")) ?? all[0];
  const others = all.filter((statement) => statement !== kept);
  return {
    id: "duplicate-model-provider",
    key: "duplicate-model-provider",
    place: document.placeAt(statements[0].start),
    details: { count: all.length, id: safeWord((kept && idOf(kept)) ?? "") },
    fix: editConfig(
      ...others.map((other) => commentOut(other, "commented out, model_provider was set twice")),
    ),
  };
}

function doubledKey(statement: KeyValueStatement, document: ConfigDocument): Report {
  const place = document.placeAt(statement.start);
  const path = absolutePath(statement);
  const twin = document.scanned.statements.find(
    (other): other is KeyValueStatement =>
      other.kind === "keyValue" &&
      other.header === statement.header &&
      samePath(other.entry.path, statement.entry.path),
  );
  return {
    id: "duplicate-key",
    key: `duplicate-key ${place.line}`,
    place,
    details: { key: safePath(path), line: place.line ?? 1 },
    isSafe:
      twin !== undefined && writtenValue(twin, document) === writtenValue(statement, document),
    fix: editConfig(commentOut(statement, "commented out, the key was set twice")),
  };
}

function writtenValue({ entry }: KeyValueStatement, { text }: ConfigDocument): string {
  return stringValue(text, entry.value) ?? text.slice(entry.value.start, entry.value.end);
}

/** Of two tables that differ the newer one, which is the lower as blocks are pasted, is a guess: not for Fix all. */
function doubledTable(header: HeaderStatement, document: ConfigDocument): Report {
  const place = document.placeAt(header.start);
  const { statements } = document.scanned;
  const first = statements.find(
    (other): other is HeaderStatement =>
      other.kind === "header" && !other.isArray && samePath(other.path, header.path),
  );
  const isSame =
    first !== undefined && sameKeys(ownKeys(first, document), ownKeys(header, document), document);
  const isNewer = !isSame && header.path[0] === PROVIDERS_KEY;
  const target = isNewer && first ? first : header;
  const { line } = document.placeAt(target.start);
  return {
    id: "duplicate-table",
    key: `duplicate-table ${place.line}`,
    place,
    details: { table: safePath(header.path), line: line ?? 1 },
    isSafe: isSame,
    fix: editConfig(commentOut(target, "commented out, the table was there twice")),
  };
}

function ownKeys(header: HeaderStatement, { scanned }: ConfigDocument): readonly Statement[] {
  return withOwnKeys(scanned, header).slice(1);
}

function sameKeys(
  first: readonly Statement[],
  second: readonly Statement[],
  document: ConfigDocument,
): boolean {
  const describe = (statements: readonly Statement[]) =>
    statements
      .map((statement) =>
        statement.kind === "keyValue"
          ? `${JSON.stringify(statement.entry.path)} ${writtenValue(statement, document)}`
          : "",
      )
      .toSorted()
      .join("\n");
  return describe(first) === describe(second);
}
