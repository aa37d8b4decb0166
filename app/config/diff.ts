import { structuredPatch } from "diff";
import { redactToml } from "./redact.ts";

/** One line of a unified diff; line numbers are 1-based and absent on the side that lacks the line. */
export interface DiffLine {
  readonly kind: "context" | "added" | "removed";
  readonly text: string;
  readonly oldLine: number | undefined;
  readonly newLine: number | undefined;
}

/** Lines that changed together, in a config file with two lines of context around them. */
export interface DiffHunk {
  readonly lines: readonly DiffLine[];
}

const CONTEXT_LINES = 2;

/** The unified diff of two config texts with every secret masked; equal texts give no hunks. */
export function diffOf(before: string, after: string): readonly DiffHunk[] {
  return hunksOf(redactToml(before), redactToml(after), CONTEXT_LINES);
}

/** The lines that differ between two texts of any kind, each as `mask` shows it, with nothing around them. */
export function changedLinesOf(
  before: string,
  after: string,
  mask: (line: string) => string,
): readonly DiffHunk[] {
  return hunksOf(before, after, 0).map(({ lines }) => ({
    lines: lines.map((line) => ({ ...line, text: mask(line.text) })),
  }));
}

function hunksOf(before: string, after: string, context: number): readonly DiffHunk[] {
  const patch = structuredPatch("", "", before, after, "", "", { context });
  return patch.hunks.map((hunk) => {
    let oldLine = hunk.oldStart;
    let newLine = hunk.newStart;
    const lines = hunk.lines.filter((line) => !line.startsWith("\\"));
    return {
      lines: lines.map((line): DiffLine => {
        const text = line.slice(1).replace(/\r$/, "");
        if (line.startsWith("+"))
          return { kind: "added", text, oldLine: undefined, newLine: newLine++ };
        if (line.startsWith("-"))
          return { kind: "removed", text, oldLine: oldLine++, newLine: undefined };
        return { kind: "context", text, oldLine: oldLine++, newLine: newLine++ };
      }),
    };
  });
}

/** How many lines a diff adds and removes. */
export function countChanges(hunks: readonly DiffHunk[]): { added: number; removed: number } {
  const kinds = hunks.flatMap((hunk) => hunk.lines.map((line) => line.kind));
  return {
    added: kinds.filter((kind) => kind === "added").length,
    removed: kinds.filter((kind) => kind === "removed").length,
  };
}
