import type { Budget, Measurement, NotBuilt, Row } from "./row.ts";

/** A measured row, as `--json` prints it. */
export interface RowResult {
  readonly id: string;
  readonly title: string;
  readonly unit: string;
  readonly ours: number | null;
  readonly reference: number | null;
  /** Ours ÷ reference; for the "faster" rows reference ÷ ours; null where the budget is absolute. */
  readonly ratio: number | null;
  readonly budget: string;
  readonly verdict: "ok" | "over" | "not built";
  readonly comparedWith: string;
  readonly note: string;
}

/** Judges a measurement by the row's budget. */
export function judge(row: Row, measured: Measurement | NotBuilt): RowResult {
  const { id, title, unit, budget, reference: comparedWith } = row;
  const common = { id, title, unit, budget: budgetText(budget, unit), comparedWith };
  if ("notBuilt" in measured) {
    const nothing = { ours: null, reference: null, ratio: null };
    return { ...common, ...nothing, verdict: "not built", note: measured.notBuilt };
  }
  const { ours, reference, note = "" } = measured;
  const ratio =
    reference === undefined || "atMost" in budget
      ? null
      : "timesFaster" in budget
        ? reference / ours
        : ours / reference;
  const verdict = holds(budget, ours, ratio) ? "ok" : "over";
  return { ...common, ours, reference: reference ?? null, ratio, verdict, note };
}

function holds(budget: Budget, ours: number, ratio: number | null): boolean {
  // Written so that a NaN never passes.
  if ("atMost" in budget) return ours <= budget.atMost;
  if (ratio === null) return false;
  return "timesFaster" in budget ? ratio >= budget.timesFaster : ratio <= budget.ratioAtMost;
}

function budgetText(budget: Budget, unit: string): string {
  if ("atMost" in budget) return `≤ ${budget.atMost} ${unit}`;
  return "timesFaster" in budget ? `≥ ${budget.timesFaster} × faster` : `≤ ${budget.ratioAtMost} ×`;
}

/** The one table. */
export function table(results: readonly RowResult[]): string {
  const head = ["row", "what", "ours", "reference", "ratio", "budget", "verdict", "compared with"];
  const lines = results.map((row) => [
    row.id,
    row.title,
    quantity(row.ours, row.unit),
    quantity(row.reference, row.unit),
    row.ratio === null ? "" : `${row.ratio.toFixed(2)} ×`,
    row.budget,
    row.verdict,
    [row.comparedWith, row.note].filter((part) => part !== "").join("; "),
  ]);
  const all = [head, ...lines];
  const widths = head.map((_, column) => Math.max(...all.map((line) => line[column]?.length ?? 0)));
  const text = all.map((line) =>
    line
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd(),
  );
  const rule = widths.map((width) => "-".repeat(width)).join("  ");
  return [text[0], rule, ...text.slice(1)].join("\n");
}

function quantity(value: number | null, unit: string): string {
  if (value === null) return "-";
  const digits = value >= 100 ? 0 : value >= 1 ? 2 : 4;
  return `${value.toFixed(digits)} ${unit}`;
}
