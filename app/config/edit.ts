import { AppError } from "../errors.ts";
import { commentLines, insertRootLine } from "./insert.ts";
import { ACTIVE_KEY, activeStatements, rootStatements } from "./providers.ts";
import { removeField } from "./removeField.ts";
import { removeProvider } from "./removeProvider.ts";
import { type KeyValueStatement, type Scan, type Statement, scan, withOwnKeys } from "./scan.ts";
import { applySplices, mapOffset, type Splice } from "./splice.ts";
import { upsertProvider } from "./upsertProvider.ts";
import { encodeKey, encodeString } from "./value.ts";
import { isSameLiteral } from "./valueReader.ts";

/** What an edit may be asked to do. Statements are those of a scan of the text given to {@link edit}. */
export type Intent =
  | { readonly kind: "setActive"; readonly providerId: string }
  | { readonly kind: "upsertProvider"; readonly providerId: string; readonly tableText: string }
  | { readonly kind: "removeProvider"; readonly providerId: string }
  /** `path` runs from the provider down, and goes with all below it. */
  | {
      readonly kind: "removeField";
      readonly providerId: string;
      readonly path: readonly string[];
    }
  | { readonly kind: "setRootKey"; readonly key: string; readonly valueText: string }
  /** A header is commented out with its whole table: its keys must not fall to the table above. */
  | {
      readonly kind: "commentOut";
      readonly statement: Statement;
      /** Said in a comment line above it. */
      readonly reason?: string;
    }
  /** A comment takes the place of a line that holds a secret. */
  | {
      readonly kind: "takeOut";
      readonly statement: KeyValueStatement;
      readonly reason: string;
    }
  | { readonly kind: "moveToRoot"; readonly statement: KeyValueStatement };

/**
 * Applies the intents in order as pure splices: every byte outside them stays. An edit that changes nothing
 * returns the same string.
 *
 * @throws AppError `PROVIDER_NOT_FOUND`, `UNSUPPORTED_LAYOUT`, `BLOCK_NOT_FOUND`
 */
export function edit(text: string, intents: readonly Intent[]): string {
  const applied: Splice[][] = [];
  let current = text;
  for (const intent of intents) {
    const splices = splicesFor(scan(current), intent, applied);
    current = applySplices(current, splices);
    applied.push(splices);
  }
  return current;
}

function splicesFor(scanned: Scan, intent: Intent, applied: readonly Splice[][]): Splice[] {
  switch (intent.kind) {
    case "setActive":
      return setActive(scanned, intent.providerId);
    case "upsertProvider":
      return upsertProvider(scanned, intent.providerId, intent.tableText);
    case "removeProvider":
      return removeProvider(scanned, intent.providerId);
    case "removeField":
      return removeField(scanned, intent.providerId, intent.path);
    case "setRootKey":
      return setRootKey(scanned, intent.key, intent.valueText);
    case "commentOut":
      return commentOut(scanned, locate(scanned, intent.statement, applied), intent.reason);
    case "takeOut": {
      const { start, end } = locate(scanned, intent.statement, applied);
      return [{ start, end, text: `# ${intent.reason}${scanned.newline}` }];
    }
    case "moveToRoot":
      return moveToRoot(scanned, locate(scanned, intent.statement, applied));
  }
}

/** Finds a statement of the original text again after the intents applied so far. */
function locate(scanned: Scan, wanted: Statement, applied: readonly Splice[][]): Statement {
  const start = applied.reduce((offset, splices) => mapOffset(offset, splices), wanted.start);
  const found = scanned.statements.find((statement) => statement.start === start);
  if (found?.kind !== wanted.kind) throw new AppError("UNSUPPORTED_LAYOUT", { key: "statement" });
  return found;
}

function commentOut(scanned: Scan, statement: Statement, reason: string | undefined): Splice[] {
  if (statement.kind === "comment" || statement.kind === "blank") return [];
  const { start } = statement;
  const lines = withOwnKeys(scanned, statement).map((own) => commentLines(scanned.text, own));
  if (reason === undefined) return lines;
  return [{ start, end: start, text: `# ${reason}${scanned.newline}` }, ...lines];
}

function setActive(scanned: Scan, providerId: string): Splice[] {
  const value = activeStatements(scanned)[0]?.entry.value;
  const literal = value ? scanned.text.slice(value.start, value.end) : "";
  const isLiteral = literal.startsWith("'") && !literal.startsWith("'''");
  return setRootKey(scanned, ACTIVE_KEY, encodeString(providerId, isLiteral));
}

/** The topmost line with the key is rewritten, others are commented out: Codex refuses duplicates. */
function setRootKey(scanned: Scan, key: string, valueText: string): Splice[] {
  const [topmost, ...others] = rootStatements(scanned, key);
  if (!topmost) return [insertRootLine(scanned, `${encodeKey(key)} = ${valueText}`)];
  const { start, end } = topmost.entry.value;
  const duplicates = others.map((statement) => commentLines(scanned.text, statement));
  if (isSameLiteral(scanned.text.slice(start, end), valueText)) return duplicates;
  return [{ start, end, text: valueText }, ...duplicates];
}

function moveToRoot(scanned: Scan, statement: Statement): Splice[] {
  if (statement.kind !== "keyValue" || !statement.header) return [];
  const { path, start } = statement.entry;
  const [key = ""] = path;
  if (rootStatements(scanned, key).length > 0) throw new AppError("UNSUPPORTED_LAYOUT", { key });
  const line = scanned.text.slice(start, statement.end).trimEnd();
  return [{ start: statement.start, end: statement.end, text: "" }, insertRootLine(scanned, line)];
}
