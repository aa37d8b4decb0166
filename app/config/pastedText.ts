import { PROVIDERS_KEY } from "./providers.ts";
import { type Scan, type Statement, scan } from "./scan.ts";

const odd = /[\u00a0\u2000-\u200d\u202f\u205f\u2060\u3000\ufeff\u2018-\u201f]/;
const wideSpaces = /[\u00a0\u2000-\u200a\u202f\u205f\u3000]/g;
const invisible = /[\u200b-\u200d\u2060\ufeff]/g;
const startsCurly = /^[ \t]*(?:\[|[\w."'-]+[ \t]*=[ \t]*[\u2018-\u201f])/;

/**
 * Scans a text that may come from a web page or a chat: on lines that are no TOML as they stand, spaces and
 * quotes that typesetting put there are turned back into plain ones. Lines that are TOML stay as they are.
 */
export function scanPasted(text: string): Scan {
  const scanned = scan(text);
  if (!odd.test(text) || !scanned.statements.some(({ kind }) => kind === "garbage")) return scanned;
  return scan(
    scanned.statements
      .map(({ kind, start, end }) => {
        const lines = text.slice(start, end);
        return kind === "garbage" ? repairLine(lines) : lines;
      })
      .join(""),
  );
}

function repairLine(line: string): string {
  const plain = line.replace(wideSpaces, " ").replace(invisible, "");
  if (!startsCurly.test(plain)) return plain;
  return plain.replace(/[\u201c-\u201f]/g, '"').replace(/[\u2018-\u201b]/g, "'");
}

const brokenRoot = /^[ \t]*\[{0,2}[ \t]*["']?model_providers?\b["']?[ \t]*[=.\]]/;
const brokenField = /^[ \t]*[\w."'-]+[ \t]*=/;
const brokenKey = /^[ \t]*[\w."'-]+[ \t]+=[ \t]/;

/** What a line that is no TOML was meant to be: a part of the block, some other key, or prose around it. */
export type LineMeaning = "block" | "key" | "prose";

/** Tells broken TOML from prose. A shell's assignments have no blanks around the `=`; they count as prose. */
export function meaningOf(text: string, line: Statement, isInProvider: boolean): LineMeaning {
  const content = text.slice(line.start, line.end);
  if (brokenRoot.test(content) || (isInProvider && brokenField.test(content))) return "block";
  return brokenKey.test(content) ? "key" : "prose";
}

/** Whether a header opens a provider's table or one of its sub-tables. */
export function isProviderHeader(path: readonly string[] | undefined): boolean {
  return path?.[0] === PROVIDERS_KEY;
}
