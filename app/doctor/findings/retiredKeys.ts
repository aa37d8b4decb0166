import { rootStatements } from "../../config/providers.ts";
import { absolutePath, type Statement } from "../../config/scan.ts";
import { stringValue } from "../../config/value.ts";
import type { ConfigDocument } from "../configDocument.ts";
import type { DoctorFacts } from "../facts.ts";
import type { Report } from "../finding.ts";
import { commentOut, editConfig } from "../repairs.ts";
import { commentWord, safeWord } from "../safeWords.ts";

/** Settings that Codex no longer takes. */
export function retiredKeyFindings(
  _facts: DoctorFacts,
  document: ConfigDocument,
): readonly Report[] {
  return [...profile(document), ...profileTables(document), ...approval(document)];
}

function profile(document: ConfigDocument): readonly Report[] {
  return rootStatements(document.scanned, "profile").flatMap((statement) => {
    const name = stringValue(document.text, statement.entry.value);
    if (name === undefined) return [];
    const reason = `commented out, profiles are now files: ${commentWord(name)}.config.toml`;
    return [
      {
        id: "legacy-profile",
        key: "legacy-profile",
        place: document.placeAt(statement.start),
        details: { name: safeWord(name) },
        fix: editConfig(commentOut(statement, reason)),
      } as const,
    ];
  });
}

/** Ignored by Codex 0.169.0, which refuses `--profile` of that name as long as it is there. */
function profileTables(document: ConfigDocument): readonly Report[] {
  const byName = new Map<string, Statement[]>();
  const add = (name: string, statement: Statement) => {
    const known = byName.get(name);
    if (known) known.push(statement);
    else byName.set(name, [statement]);
  };
  for (const statement of document.scanned.statements) {
    if (statement.kind === "header" && statement.path[0] === "profiles" && statement.path[1])
      add(statement.path[1], statement);
    if (statement.kind !== "keyValue") continue;
    if ((statement.header ?? statement.entry).path[0] !== "profiles") continue;
    const [root, name] = absolutePath(statement);
    const isBelowOwn = statement.header?.path[0] === "profiles" && statement.header.path.length > 1;
    if (root === "profiles" && name !== undefined && !isBelowOwn) add(name, statement);
  }
  return [...byName].map(([name, statements]) => {
    const [first, ...rest] = statements;
    const reason = `commented out, profiles are now files: ${commentWord(name)}.config.toml`;
    return {
      id: "legacy-profiles-table",
      key: `legacy-profiles-table ${safeWord(name)}`,
      place: document.placeAt(first?.start ?? 0),
      details: { name: safeWord(name) },
      ...(first && {
        fix: editConfig(
          commentOut(first, reason),
          ...rest.map((statement) => ({ kind: "commentOut", statement }) as const),
        ),
      }),
    };
  });
}

function approval(document: ConfigDocument): readonly Report[] {
  return rootStatements(document.scanned, "approval_policy").flatMap((statement) => {
    if (stringValue(document.text, statement.entry.value) !== "untrusted") return [];
    return [
      {
        id: "approval-untrusted",
        key: "approval-untrusted",
        place: document.placeAt(statement.start),
        details: {},
        fix: editConfig(commentOut(statement, "commented out, Codex no longer supports it")),
      } as const,
    ];
  });
}
