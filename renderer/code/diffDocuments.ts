import type { DiffHunk, DiffLine } from "../../app/config/diff.ts";
import { changedSpans } from "../components/changedSpans.ts";

/** What a part of one text became in the other; offsets in UTF-16 units. */
export interface DocumentChange {
  readonly fromA: number;
  readonly toA: number;
  readonly fromB: number;
  readonly toB: number;
}

/** The hunks of a diff as two short texts, and how one becomes the other. */
export interface DiffDocuments {
  readonly before: string;
  readonly after: string;
  readonly changes: readonly DocumentChange[];
  /** For each line of `after`, its number in the file; a line that stands in for none has no number. */
  readonly numbers: readonly (number | undefined)[];
  /** The lines of `after` (1-based) at which a hunk begins, except the first. */
  readonly starts: readonly number[];
  /** The lines of `after` (1-based) that replace none, so that all of them is new. */
  readonly whole: readonly number[];
}

/** Joins the hunks of a diff into a text before and a text after, with the changed part of a line as the change. */
export function diffDocuments(hunks: readonly DiffHunk[]): DiffDocuments {
  const before: string[] = [];
  const after: string[] = [];
  const numbers: (number | undefined)[] = [];
  const starts: number[] = [];
  const whole: number[] = [];
  const changes: DocumentChange[] = [];
  let a = 0;
  let b = 0;

  const takeRun = (
    removed: readonly DiffLine[],
    added: readonly DiffLine[],
    spans: ReturnType<typeof changedSpans>,
  ): void => {
    for (let index = 0; index < Math.max(removed.length, added.length); index += 1) {
      const [old, fresh] = [removed[index], added[index]];
      // Text without a partner takes its line break along.
      const endA = a + (old ? old.text.length + 1 : 0);
      const endB = b + (fresh ? fresh.text.length + 1 : 0);
      const [spanA, spanB] = [old && spans.get(old), fresh && spans.get(fresh)];
      if (spanA && spanB)
        changes.push({
          fromA: a + spanA.start,
          toA: a + spanA.end,
          fromB: b + spanB.start,
          toB: b + spanB.end,
        });
      else changes.push({ fromA: a, toA: endA, fromB: b, toB: endB });
      if (fresh && !spanB) whole.push(after.length + 1);
      if (old) before.push(old.text);
      if (fresh) {
        after.push(fresh.text);
        numbers.push(fresh.newLine);
      }
      [a, b] = [endA, endB];
    }
  };

  for (const { lines } of hunks) {
    if (after.length > 0) starts.push(after.length + 1);
    const spans = changedSpans(lines);
    let removed: DiffLine[] = [];
    let added: DiffLine[] = [];
    for (const line of lines) {
      if (line.kind === "added") added.push(line);
      else {
        // A line that goes after others have come, or that stays, ends the run.
        if (added.length > 0 || line.kind === "context") {
          takeRun(removed, added, spans);
          [removed, added] = [[], []];
        }
        if (line.kind === "removed") removed.push(line);
        else {
          before.push(line.text);
          after.push(line.text);
          numbers.push(line.newLine);
          a += line.text.length + 1;
          b += line.text.length + 1;
        }
      }
    }
    takeRun(removed, added, spans);
  }
  // Both end with a line break, so that the last line is a line like the others.
  return {
    before: before.map((line) => `${line}\n`).join(""),
    after: after.map((line) => `${line}\n`).join(""),
    changes,
    numbers,
    starts,
    whole,
  };
}
