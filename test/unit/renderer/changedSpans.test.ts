import { describe, expect, it } from "vitest";
import type { DiffLine } from "../../../app/config/diff.ts";
import { changedSpans } from "../../../renderer/components/changedSpans.ts";

const line = (kind: DiffLine["kind"], text: string): DiffLine => ({
  kind,
  text,
  oldLine: kind === "added" ? undefined : 1,
  newLine: kind === "removed" ? undefined : 1,
});

/** What is marked in each line; undefined: nothing. */
function marked(...lines: DiffLine[]): (string | undefined)[] {
  const spans = changedSpans(lines);
  return lines.map((one) => {
    const span = spans.get(one);
    return span && one.text.slice(span.start, span.end);
  });
}

describe("changedSpans", () => {
  it("marks the whole value, not just the letters that differ", () => {
    expect(
      marked(
        line("context", "# Codex"),
        line("removed", 'model_provider = "photonmark-codex-pay"'),
        line("added", 'model_provider = "photonmark-codex-boost"'),
      ),
    ).toEqual([undefined, '"photonmark-codex-pay"', '"photonmark-codex-boost"']);
  });

  it("leaves a comment that stays out of it", () => {
    expect(
      marked(line("removed", 'model = "a"  # best'), line("added", 'model = "b"  # best')),
    ).toEqual(['"a"', '"b"']);
  });

  it("does not take a hash inside a string for a comment", () => {
    expect(marked(line("removed", 'name = "pay #1"'), line("added", 'name = "boost #1"'))).toEqual([
      '"pay #1"',
      '"boost #1"',
    ]);
  });

  it("marks from the first difference where the keys differ", () => {
    expect(
      marked(line("removed", "model_provider = 1"), line("added", "model_providers = 1")),
    ).toEqual([" = 1", "s = 1"]);
  });

  it("pairs removed and added lines in order, and leaves the rest whole", () => {
    expect(
      marked(
        line("removed", "a = 1"),
        line("removed", "b = 1"),
        line("added", "a = 2"),
        line("added", "b = 2"),
        line("added", "c = 2"),
      ),
    ).toEqual(["1", "1", "2", "2", undefined]);
  });

  it("does not pair across a line that stays", () => {
    expect(marked(line("removed", "a = 1"), line("context", ""), line("added", "a = 2"))).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  it("starts a new pair of groups after added lines", () => {
    expect(
      marked(
        line("removed", "a = 1"),
        line("added", "a = 2"),
        line("removed", "b = 1"),
        line("added", "b = 2"),
      ),
    ).toEqual(["1", "2", "1", "2"]);
  });

  it("marks nothing in lines that share nothing", () => {
    expect(marked(line("removed", "[a]"), line("added", "b = 1"))).toEqual([undefined, undefined]);
  });
});
