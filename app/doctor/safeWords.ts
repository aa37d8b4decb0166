import { redactText } from "../config/redact.ts";
import { encodeKey } from "../config/value.ts";
import { withVisibleTricks } from "../config/visibleText.ts";

/** Longer names tell nobody more. */
const MAX_LENGTH = 120;

/** A text of the user's file as a finding may show it: secrets masked, nothing that plays tricks, not too long. */
export function safeWord(text: string): string {
  const shown = redactText(withVisibleTricks(text));
  return shown.length > MAX_LENGTH ? `${shown.slice(0, MAX_LENGTH)}…` : shown;
}

/** A key path of the user's file as a finding may show it. */
export function safePath(path: readonly string[]): string {
  return path.map((part) => encodeKey(safeWord(part))).join(".");
}

/** A text as it can stand in a comment of the file: one line of plain characters. */
export function commentWord(text: string): string {
  return safeWord(text).replace(/[^\x20-\x7e]/g, "?");
}
