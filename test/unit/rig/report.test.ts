import { describe, expect, it } from "vitest";
import { judge, table } from "../../bench/report.ts";
import type { Budget, Row } from "../../bench/row.ts";
import { interleaved, median } from "../../bench/samples.ts";

const row = (budget: Budget): Row => ({
  id: "some",
  title: "something",
  reference: "the least",
  unit: "ms",
  budget,
  measure: () => Promise.reject(new Error("not used")),
});

describe("judge", () => {
  it.each([
    [{ ratioAtMost: 1.5 }, 15, 10, 1.5, "ok"],
    [{ ratioAtMost: 1.5 }, 15.1, 10, 1.51, "over"],
    [{ timesFaster: 20 }, 1, 20, 20, "ok"],
    [{ timesFaster: 20 }, 1, 19.9, 19.9, "over"],
    [{ atMost: 4 }, 4, undefined, null, "ok"],
    [{ atMost: 4 }, 4.1, undefined, null, "over"],
    [{ ratioAtMost: 1.5 }, Number.NaN, 10, Number.NaN, "over"],
    [{ atMost: 4 }, Number.NaN, undefined, null, "over"],
  ] as const)("%j with ours %d, reference %s", (budget, ours, reference, ratio, verdict) => {
    const measured = reference === undefined ? { ours } : { ours, reference };
    expect(judge(row(budget), measured)).toMatchObject({ ratio, verdict });
  });

  it("never judges what is not built", () => {
    const result = judge(row({ atMost: 4 }), { notBuilt: "no app" });
    expect(result).toMatchObject({ verdict: "not built", ours: null, note: "no app" });
    expect(table([result])).toMatch(/some .* - .* not built .* the least; no app/);
  });
});

describe("median", () => {
  it.each([
    [[3, 1, 2], 2],
    [[4, 1, 3, 2], 2.5],
    [[7], 7],
  ])("of %j is %d", (values, expected) => expect(median(values)).toBe(expected));
});

describe("interleaved", () => {
  it("swaps the order each round and does not count the first", async () => {
    const order: string[] = [];
    const result = await interleaved(2, (which) => {
      order.push(which);
      return order.length <= 2 ? 1_000 : which === "ours" ? 2 : 3;
    });
    expect(order).toEqual(["ours", "bare", "bare", "ours", "ours", "bare"]);
    expect(result).toEqual({ ours: 2, reference: 3 });
  });
});
