import { describe, expect, it } from "vitest";
import { diffOf } from "../../../app/config/diff.ts";
import { diffDocuments } from "../../../renderer/code/diffDocuments.ts";

const filler = Array.from({ length: 12 }, (_, index) => `key_${index} = ${index}\n`).join("");

/** What the changes make of the text before. */
function applied({ before, after, changes }: ReturnType<typeof diffDocuments>): string {
  let text = "";
  let at = 0;
  for (const { fromA, toA, fromB, toB } of changes) {
    text += before.slice(at, fromA) + after.slice(fromB, toB);
    at = toA;
  }
  return text + before.slice(at);
}

const cases = {
  "a changed value": ['model = "a"\n', 'model = "b"\n'],
  "a line at the end": ["a = 1\n", "a = 1\nb = 2\n"],
  "a line at the beginning": ["b = 2\n", "a = 1\nb = 2\n"],
  "a line that goes": ["a = 1\nb = 2\nc = 3\n", "a = 1\nc = 3\n"],
  "the last line that goes": ["a = 1\nb = 2\n", "a = 1\n"],
  "more lines than before": ["a = 1\n", "a = 2\nb = 3\n"],
  "fewer lines than before": ["a = 1\nb = 2\nc = 4\n", "a = 5\nc = 4\n"],
  "two places": [`a = 1\n${filler}b = 2\n`, `a = 3\n${filler}b = 4\n`],
  "all of it": ["", "a = 1\nb = 2\n"],
} as const;

describe("the two texts of a diff", () => {
  it.each(Object.entries(cases))("become one another by the changes: %s", (_, [before, after]) => {
    const documents = diffDocuments(diffOf(before, after));
    expect(applied(documents)).toBe(documents.after);
  });

  it("mark the value alone, and the line's number in the file", () => {
    const { before, after, changes, numbers } = diffDocuments(
      diffOf(`${filler}model = "a" # x\n`, `${filler}model = "b" # x\n`),
    );
    const [change] = changes;
    expect(changes).toHaveLength(1);
    expect(before.slice(change?.fromA, change?.toA)).toBe('"a"');
    expect(after.slice(change?.fromB, change?.toB)).toBe('"b"');
    expect(numbers).toEqual([11, 12, 13]);
  });

  it("say where a hunk begins and which lines are new as a whole", () => {
    const [before, after] = cases["two places"];
    const { starts, whole, numbers } = diffDocuments(diffOf(before, `${after}c = 5\n`));
    expect(starts).toEqual([4]);
    expect(numbers).toEqual([1, 2, 3, 12, 13, 14, 15]);
    expect(whole).toEqual([7]);
  });
});
