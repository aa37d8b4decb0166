/** The texts between lines of three or more backticks or tildes, as pages and chats mark code. */
export function fencedTexts(text: string): readonly { text: string; linesAbove: number }[] {
  const found: { text: string; linesAbove: number }[] = [];
  let fence: string | undefined;
  let lines: string[] = [];
  const all = text.split("\n");
  all.forEach((line, index) => {
    const mark = /^[ \t]*(```|~~~)/.exec(line)?.[1];
    if (mark === undefined || (fence !== undefined && mark !== fence)) {
      lines.push(line);
      return;
    }
    if (fence !== undefined)
      found.push({ text: `${lines.join("\n")}\n`, linesAbove: index - lines.length });
    fence = fence === undefined ? mark : undefined;
    lines = [];
  });
  if (fence !== undefined)
    found.push({ text: lines.join("\n"), linesAbove: all.length - lines.length });
  return found;
}
