import type { Intent } from "../../../app/config/edit.ts";
import { type KeyValueStatement, type Statement, scan } from "../../../app/config/scan.ts";

/** One file shape: `test/fixtures/config/<name>.in.toml` becomes `<name>.out.toml`. */
export interface GoldenCase {
  readonly name: string;
  /** What the user has and what they may expect. */
  readonly why: string;
  /** What is asked of the text; statements belong to that text. */
  intents(text: string): readonly Intent[];
  /** Why the real Codex refuses the result all the same (part of its message); absent where it accepts it. */
  readonly codexRefuses?: string;
}

/** Makes a provider active. */
export function setActive(providerId: string): Intent {
  return { kind: "setActive", providerId };
}

/** Brings a block in. */
export function upsert(providerId: string, tableText: string): Intent {
  return { kind: "upsertProvider", providerId, tableText };
}

/** Takes a provider out. */
export function remove(providerId: string): Intent {
  return { kind: "removeProvider", providerId };
}

/** Sets a root key. */
export function rootKey(key: string, valueText: string): Intent {
  return { kind: "setRootKey", key, valueText };
}

/** Comments out the nth statement (the last one for -1) whose text contains `part`. */
export function commentOut(text: string, part: string, nth = 0): Intent {
  return { kind: "commentOut", statement: statementWith(text, part, nth) };
}

/** Moves the nth statement whose text contains `part` to the root. */
export function moveToRoot(text: string, part: string, nth = 0): Intent {
  const statement = statementWith(text, part, nth);
  if (!isKeyValue(statement)) throw new Error(`${part} is no key`);
  return { kind: "moveToRoot", statement };
}

function isKeyValue(statement: Statement): statement is KeyValueStatement {
  return statement.kind === "keyValue";
}

function statementWith(text: string, part: string, nth: number): Statement {
  const found = scan(text).statements.filter(
    (statement) =>
      statement.kind !== "comment" && text.slice(statement.start, statement.end).includes(part),
  );
  const statement = found.at(nth);
  if (!statement) throw new Error(`No statement ${nth} with ${part}`);
  return statement;
}
