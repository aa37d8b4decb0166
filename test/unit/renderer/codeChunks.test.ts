import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { chunksOf } from "../../../renderer/components/codeChunks.ts";

const textOf = (text: string, singled: readonly (number | undefined)[] = []) =>
  chunksOf(text, singled).chunks.flatMap(({ parts }) => parts.map((part) => part.text));

describe("chunksOf", () => {
  it("keeps every character, in order, whatever the text and the lines singled out", () => {
    const line = fc.constantFrom("[table]", "# comment", 'key = "v"', "", 'a = """', '"""', "é\t");
    const texts = fc
      .array(line, { maxLength: 900 })
      .chain((lines) => fc.constantFrom("\n", "\r\n").map((newline) => lines.join(newline)));
    fc.assert(
      fc.property(texts, fc.nat(1000), fc.nat(1000), (text, one, other) => {
        expect(textOf(text, [one, other]).join("")).toBe(text);
      }),
      { numRuns: 150 },
    );
  });

  it("gives a line of its own to each line singled out", () => {
    const { chunks } = chunksOf("a = 1\nb = 2\nc = 3\nd = 4\n", [2, 4]);
    expect(chunks.map(({ firstLine, lineCount }) => [firstLine, lineCount])).toEqual([
      [1, 1],
      [2, 1],
      [3, 1],
      [4, 1],
    ]);
    expect(chunks.map(({ parts }) => parts.map(({ text }) => text).join(""))).toEqual([
      "a = 1\n",
      "b = 2\n",
      "c = 3\n",
      "d = 4\n",
    ]);
  });

  it("numbers lines from 1 through all chunks", () => {
    const { chunks, digits } = chunksOf("x = 1\n".repeat(450), []);
    expect(chunks.map(({ lineCount }) => lineCount)).toEqual([200, 200, 50]);
    expect(chunks.flatMap(({ numbers }) => numbers.split("\n")).map(Number)).toEqual(
      Array.from({ length: 450 }, (_, index) => index + 1),
    );
    expect(digits).toBe(3);
  });

  it("tells headers and comments apart from what stands inside a string", () => {
    const { chunks } = chunksOf('# note\n[a]\nb = """\n# text\n[text]\n"""\n', []);
    const parts = chunks.flatMap((chunk) => chunk.parts);
    expect(parts.map(({ kind, text }) => [kind, text])).toEqual([
      ["comment", "# note\n"],
      ["header", "[a]\n"],
      ["plain", 'b = """\n# text\n[text]\n"""\n'],
    ]);
  });

  it("ignores lines that the text does not have", () => {
    expect(chunksOf("a = 1\n", [0, 99, undefined]).chunks).toHaveLength(1);
  });
});
