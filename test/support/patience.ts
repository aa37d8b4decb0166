/** A test that hangs must end some time, also on a machine that was next to standing still when it was measured. */
const MOST_SLOWNESS = 8;

/** How many times slower than normal the machine was when the run began (`build/machineSpeed.mjs`). */
function slowness(): number {
  return Math.min(MOST_SLOWNESS, Number(process.env.PHOTONMARK_SLOWNESS ?? 1));
}

/** However fast something is, a test waits this long for it before it calls it hanging. */
const LEAST_MS = 30_000;

/**
 * How long to wait for something before it counts as hanging, in milliseconds: four times what is normal, as other
 * work may begin after the machine was measured. A deadline ends a hang; it never decides what is fast enough.
 * @param normalMs what it takes at most on two quiet cores
 */
export function patience(normalMs = 5_000): number {
  return Math.round(Math.max(LEAST_MS, 4 * normalMs) * slowness());
}

/**
 * Waits for a while in which nothing should happen: up to four times longer on a slow machine, where what should not
 * happen would come later. What comes later still is missed, which fails no test.
 * @param normalMs how long it would take on two quiet cores
 */
export function stayQuiet(normalMs: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, normalMs * Math.min(4, slowness())));
}
