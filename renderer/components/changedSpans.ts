import type { DiffLine } from "../../app/config/diff.ts";

/** A part of a line, in UTF-16 units. */
export interface TextSpan {
  readonly start: number;
  readonly end: number;
}

/**
 * The part of each line that differs from the line it replaces. Removed lines are paired with the added lines
 * right after them, in order; a line without a partner has no span, because all of it is new or gone.
 */
export function changedSpans(lines: readonly DiffLine[]): ReadonlyMap<DiffLine, TextSpan> {
  const spans = new Map<DiffLine, TextSpan>();
  let removed: DiffLine[] = [];
  let partner = 0;
  for (const line of lines) {
    if (line.kind === "removed") {
      if (partner > 0) removed = [];
      partner = 0;
      removed.push(line);
      continue;
    }
    const before = line.kind === "added" ? removed[partner] : undefined;
    if (line.kind === "context") removed = [];
    partner = line.kind === "added" ? partner + 1 : 0;
    if (before) markPair(before, line, spans);
  }
  return spans;
}

function markPair(before: DiffLine, after: DiffLine, spans: Map<DiffLine, TextSpan>): void {
  const start = startOfChange(before.text, after.text);
  const tail = sharedTail(before.text.slice(start), after.text.slice(start));
  // Lines that share next to nothing are better read whole.
  if (start === 0 && tail === 0) return;
  spans.set(before, { start, end: before.text.length - tail });
  spans.set(after, { start, end: after.text.length - tail });
}

/** Where the value begins if both lines set the same key, else where they first differ. */
function startOfChange(before: string, after: string): number {
  const assignment = /^\s*[^\s=#]+\s*=\s*/;
  const key = assignment.exec(before)?.[0];
  if (key !== undefined && key === assignment.exec(after)?.[0]) return key.length;
  let shared = 0;
  while (shared < before.length && before[shared] === after[shared]) shared += 1;
  return shared;
}

/** The length of the comment that both lines end with, with the blanks before it. */
function sharedTail(before: string, after: string): number {
  const comment = /\s*#[^"']*$|\s+$/;
  const tail = comment.exec(before)?.[0] ?? "";
  return tail !== "" && after.endsWith(tail) ? tail.length : 0;
}
