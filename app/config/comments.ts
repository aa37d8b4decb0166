/**
 * The text of comments with all else blanked out: `# a = 1` becomes `  a = 1`. Offsets and line breaks stay, so
 * that settings which somebody commented out can be read like others.
 *
 * @param text - comment lines, or what stands between two values of an array
 */
export function uncommented(text: string): string {
  return text.split("\n").map(uncommentedLine).join("\n");
}

function uncommentedLine(line: string): string {
  const tail = line.endsWith("\r") ? 1 : 0;
  const hash = line.indexOf("#");
  let start = hash < 0 ? line.length - tail : hash;
  while (/[#\t ]/.test(line[start] ?? "")) start += 1;
  return " ".repeat(start) + line.slice(start);
}

/** What marks a line as a comment, with its indentation. */
export function commentMark(line: string): string {
  return /^[ \t]*#[ \t]*/.exec(line)?.[0] ?? "";
}

/** Quoted texts, and words of letters and digits: beside a secret, a comment may tell the one before it. */
export function suspectsIn(text: string): { start: number; end: number }[] {
  const quotedOrWord = /"[^"\n]+"|(?<![A-Za-z])'[^'\n]+'|[^\s"'`,;()]{4,}/g;
  return [...text.matchAll(quotedOrWord)]
    .filter(([match]) => /^["']/.test(match) || (/\d/.test(match) && /[A-Za-z]/.test(match)))
    .map((match) => ({ start: match.index, end: match.index + match[0].length }));
}
