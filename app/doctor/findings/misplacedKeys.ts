import {
  ACTIVE_KEY,
  activeStatements,
  PROVIDERS_KEY,
  rootStatements,
  samePath,
} from "../../config/providers.ts";
import type { KeyValueStatement } from "../../config/scan.ts";
import { stringValue } from "../../config/value.ts";
import { isReservedId } from "../../provider/schema.ts";
import type { ConfigDocument } from "../configDocument.ts";
import type { DoctorFacts } from "../facts.ts";
import type { Report } from "../finding.ts";
import type { Fix } from "../fix.ts";
import { commentOut, editConfig } from "../repairs.ts";
import { safePath, safeWord } from "../safeWords.ts";

/** Keys of the root that stand below a table's header, where they have no effect. */
export function misplacedKeyFindings(
  { codex }: DoctorFacts,
  document: ConfigDocument,
): readonly Report[] {
  return document.scanned.statements.flatMap((statement) => {
    if (statement.kind !== "keyValue" || !statement.header || statement.header.isArray) return [];
    const key = statement.entry.path[0] ?? "";
    if (statement.entry.path.length !== 1) return [];
    if (key === ACTIVE_KEY) return misplacedActive(statement, codex, document);
    const isGlobal = Object.hasOwn(globalKeys, key);
    const { path } = statement.header;
    if (!isGlobal || path.length !== 2 || path[0] !== PROVIDERS_KEY) return [];
    return [misplacedGlobal(statement, key, document)];
  });
}

/** Tables whose keys are names that somebody chose, and the profiles of older versions. */
const freeTables: ReadonlySet<string> = new Set([
  "env",
  "set",
  "headers",
  "http_headers",
  "env_http_headers",
  "query_params",
]);

/** Tables in which it stops Codex: their values are of another kind (measured with Codex 0.169.0). */
const strictTables: ReadonlySet<string> = new Set([
  "features",
  "agents",
  "permissions",
  PROVIDERS_KEY,
]);

function misplacedActive(
  statement: KeyValueStatement,
  codex: DoctorFacts["codex"],
  document: ConfigDocument,
): readonly Report[] {
  const table = statement.header?.path ?? [];
  if (table[0] === "profiles" || freeTables.has(table.at(-1) ?? "")) return [];
  const id = stringValue(document.text, statement.entry.value);
  const isKnown = id !== undefined && (document.providers.has(id) || isReservedId(id));
  const hasRoot = activeStatements(document.scanned).length > 0;
  const isStrict = table.length === 1 && strictTables.has(table[0] ?? "");
  const stops = isStrict && codex.status !== "accepted";
  const isMove = !hasRoot && isKnown;
  const place = document.placeAt(statement.start);
  const reason = "commented out, it has no effect inside a table";
  return [
    {
      id: "misplaced-model-provider",
      key: `misplaced-model-provider ${JSON.stringify(table.map(safeWord))}`,
      severity: hasRoot && !stops ? "warning" : "error",
      stopsCodex: stops,
      place,
      details: { table: safePath(table), id: safeWord(id ?? "") },
      ...variantOf(stops, isMove, hasRoot),
      fix: isMove ? move(statement) : editConfig(commentOut(statement, reason)),
    },
  ];
}

function variantOf(stops: boolean, isMove: boolean, hasRoot: boolean): { variant?: string } {
  if (stops) return { variant: isMove ? "stopsMove" : "stops" };
  if (isMove) return {};
  return { variant: hasRoot ? "second" : "unknown" };
}

function move(statement: KeyValueStatement): Fix {
  return editConfig({ kind: "moveToRoot", statement });
}

/** Root keys that end up in a pasted block, and whether the root would take their value (Codex 0.169.0). */
const globalKeys: Readonly<Record<string, (value: string) => boolean>> = {
  notify: (value) => /^\[\s*(?:(?:"[^"\n]*"|'[^'\n]*')\s*,?\s*)*\]$/.test(value),
  personality: (value) => /^["'](?:none|friendly|pragmatic)["']$/.test(value),
  model: (value) => /^(?:"[^"\n\\]+"|'[^'\n]+')$/.test(value),
  model_reasoning_effort: (value) => /^["'](?:minimal|low|medium|high|xhigh)["']$/.test(value),
};

function misplacedGlobal(
  statement: KeyValueStatement,
  key: string,
  document: ConfigDocument,
): Report {
  const { scanned, text } = document;
  const { start, end } = statement.entry.value;
  const isTaken = rootStatements(scanned, key).length > 0 || hasTable(key, document);
  const isMove = !isTaken && globalKeys[key]?.(text.slice(start, end)) === true;
  const reason = "commented out, Codex ignores it inside a provider";
  const table = statement.header?.path ?? [];
  return {
    id: "misplaced-global-key",
    key: `misplaced-global-key ${key} ${JSON.stringify(table.map(safeWord))}`,
    place: document.placeAt(statement.start),
    details: { key, table: safePath(table) },
    ...(!isMove && { variant: "second" }),
    fix: isMove ? move(statement) : editConfig(commentOut(statement, reason)),
  };
}

/** Whether the root gives the key in another way: as a table, or by a dotted key. */
function hasTable(key: string, { scanned }: ConfigDocument): boolean {
  return scanned.statements.some(
    (statement) =>
      (statement.kind === "header" && statement.path[0] === key) ||
      (statement.kind === "keyValue" &&
        !statement.header &&
        statement.entry.path[0] === key &&
        !samePath(statement.entry.path, [key])),
  );
}
