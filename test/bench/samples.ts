import type { Contender } from "./row.ts";

/** Middle value; the mean of the two middle ones for an even count. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const upper = sorted[Math.floor(middle)] ?? Number.NaN;
  const lower = sorted[Math.ceil(middle) - 1] ?? Number.NaN;
  return (lower + upper) / 2;
}

/**
 * Measures both contenders in turn, the order swapped each round so that neither always goes second,
 * after one round that is not counted (file caches, first profile).
 */
export async function interleaved(
  rounds: number,
  measure: (which: Contender) => Promise<number> | number,
): Promise<{ ours: number; reference: number }> {
  const samples = { ours: [] as number[], bare: [] as number[] };
  for (let round = -1; round < rounds; round += 1) {
    const order: Contender[] = round % 2 === 0 ? ["bare", "ours"] : ["ours", "bare"];
    for (const which of order) {
      const value = await measure(which);
      if (round >= 0) samples[which].push(value);
    }
  }
  return { ours: median(samples.ours), reference: median(samples.bare) };
}
