/** What takes two columns of a terminal: Chinese, Japanese and Korean letters with their punctuation, and emoji. */
const WIDE =
  "\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Hangul}\\p{Emoji_Presentation}\\u3000-\\u303f\\uff01-\\uff60\\uffe0-\\uffe6";

const wide = new RegExp(`[${WIDE}]`, "u");
const markOnly = /[\p{Mn}\p{Me}\p{Cf}]/u;

/** What stands between words, or a word or wide letter with the marks that must not begin a line. */
const piece = new RegExp(`\\s+|(?:[${WIDE}]|[^\\s${WIDE}]+)[，。：；、）”？》]*`, "gu");

/** How many columns of a terminal a text takes. */
export function displayWidth(text: string): number {
  let width = 0;
  for (const letter of text) if (!markOnly.test(letter)) width += wide.test(letter) ? 2 : 1;
  return width;
}

/** Fills a text up with blanks to a number of columns. */
export function padColumns(text: string, columns: number): string {
  return text + " ".repeat(Math.max(0, columns - displayWidth(text)));
}

/** Breaks one line of text into lines of at most so many columns; a word that is longer than that stays whole. */
export function wrapText(text: string, columns: number): readonly string[] {
  const lines: string[] = [];
  let line = "";
  let width = 0;
  for (const [part] of text.matchAll(piece)) {
    const own = displayWidth(part);
    if (width > 0 && width + displayWidth(part.trimEnd()) > columns) {
      lines.push(line.trimEnd());
      line = part.trimStart();
      width = displayWidth(line);
    } else {
      line += part;
      width += own;
    }
  }
  return [...lines, line.trimEnd()];
}
