import { describe, expect, it } from "vitest";
import { usageFigures } from "../../../renderer/components/usageFigures.ts";
import { mergedOrder } from "../../../renderer/components/useCalmOrder.ts";

const days = (costs: readonly number[]) =>
  costs.map((cost, index) => ({ date: `2026-01-${String(index + 1).padStart(2, "0")}`, cost }));
const balance = {
  money: { currency: "USD", remaining: 1000, granted: 3000 },
  chargedBy: "token",
  daysLeft: 90,
} as const;

describe("the figures of a balance's usage", () => {
  it("count all days for the pace, and used days for the mean", () => {
    expect(usageFigures(balance, days([0, 100, 0, 300]))).toEqual({
      total: 400,
      perActiveDay: 200,
      lastsDays: 10,
    });
  });

  it("let it last until its end where the money does", () => {
    expect(usageFigures({ ...balance, daysLeft: 5 }, days([100])).lastsDays).toBeUndefined();
    expect(
      usageFigures({ ...balance, chargedBy: "period" }, days([999])).lastsDays,
    ).toBeUndefined();
  });

  it("of an unused balance are nothing", () => {
    const nothing = { total: 0, perActiveDay: undefined, lastsDays: undefined };
    expect(usageFigures(balance, days([0, 0]))).toEqual(nothing);
    expect(usageFigures(balance, [])).toEqual(nothing);
  });
});

describe("the order of cards out of sight", () => {
  it("stays, without what is gone and with what is new at its end", () => {
    expect(mergedOrder(["a", "b", "c"], ["c", "d", "a"])).toEqual(["a", "c", "d"]);
  });
});
