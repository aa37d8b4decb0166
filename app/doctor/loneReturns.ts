import { newlineOf, scan } from "../config/scan.ts";

/** Strings; else a comment, or what a quote opens and never closes; else a carriage return that stands alone. */
const pieces =
  /("""(?:[^\\]|\\[\s\S])*?"""|'''[\s\S]*?'''|"(?:[^"\\\r\n]|\\[^\r\n])*"|'[^'\r\n]*')|((?:"""|''')[\s\S]*|#(?:[^\r\n]|\r(?!\n))*|["'](?:[^\r\n]|\r(?!\n))*)|\r(?!\n)/g;

const lone = /\r(?!\n)/g;

/** A text in which no carriage return stands alone any more. */
export interface WithoutLoneReturns {
  readonly text: string;
  /** Whether something in a comment, where it stays, reads as a setting; it may have been meant to count. */
  readonly leavesSettingsOut: boolean;
}

/**
 * Writes a line break for each carriage return that no line feed follows. To TOML a comment goes on behind one, so
 * what follows stays a comment: nothing comes to life that may have been turned off.
 */
export function withoutLoneReturns(text: string): WithoutLoneReturns {
  const newline = newlineOf(text);
  let leavesSettingsOut = false;
  const stillComment = (line: string): string => {
    if (/^[ \t]*(?:[#\r\n]|$)/.test(line)) return line;
    leavesSettingsOut ||= isSetting(line);
    return `# ${line}`;
  };
  const result = text.replace(pieces, (piece, closed?: string, open?: string) => {
    if (open === undefined) return (closed ?? piece).replace(lone, newline);
    const [first = "", ...others] = open.split(lone);
    return [first, ...others.map(stillComment)].join(newline);
  });
  return { text: result, leavesSettingsOut };
}

function isSetting(line: string): boolean {
  const kind = scan(line).statements[0]?.kind;
  return kind === "keyValue" || kind === "header";
}
