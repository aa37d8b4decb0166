import type { Statement } from "../config/scan.ts";
import { applySplices, type Splice } from "../config/splice.ts";
import type { ConfigDocument } from "./configDocument.ts";
import type { Report } from "./finding.ts";
import { withoutLoneReturns } from "./loneReturns.ts";

// biome-ignore lint/suspicious/noControlCharactersInRegex: exactly these are what TOML does not allow in a comment
const controls = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]+/g;

/**
 * Characters that Codex refuses wherever they stand (0.169.0) and that mean nothing where they do: a carriage return
 * that no line feed follows, and control characters in a comment, as they come with text copied from a terminal.
 */
export function strayCharacters(document: ConfigDocument): Report | undefined {
  const { text, scanned } = document;
  const returned = text.search(/\r(?!\n)/);
  if (returned >= 0) {
    const { text: fixed, leavesSettingsOut } = withoutLoneReturns(text);
    const found = report(document, returned, "returns", fixed);
    return leavesSettingsOut ? { ...found, isSafe: false } : found;
  }
  const splices = scanned.statements.flatMap((statement) => controlsIn(text, statement));
  const [first] = splices;
  return first && report(document, first.start, "controls", applySplices(text, splices));
}

function report(document: ConfigDocument, at: number, variant: string, text: string): Report {
  const place = document.placeAt(at);
  return {
    id: "unreadable-toml",
    key: `unreadable-toml ${variant}`,
    place,
    details: { line: place.line ?? 1 },
    variant,
    fix: { kind: "recodeConfig", text },
  };
}

/** Takes them out of a comment, be it a line of its own or behind a value. */
function controlsIn(text: string, statement: Statement): Splice[] {
  if (statement.kind !== "comment" && statement.kind !== "keyValue") return [];
  const start = statement.kind === "keyValue" ? statement.entry.end : statement.start;
  return [...text.slice(start, statement.end).matchAll(controls)].map(({ 0: found, index }) => ({
    start: start + index,
    end: start + index + found.length,
    text: "",
  }));
}
