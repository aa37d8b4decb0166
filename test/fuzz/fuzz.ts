import { performance } from "node:perf_hooks";
import fc from "fast-check";
import { afterAll } from "vitest";

/** What a property gets of a run. */
export interface FuzzShare {
  /** In `npm test`: it is tried for this long, in milliseconds, whatever the machine. */
  readonly milliseconds: number;
  /** In `npm test`: it is tried this often at least, however slow the machine is. */
  readonly least: number;
  /** In `npm run fuzz`: one of so many cases, where a case is slow. */
  readonly oneOf?: number;
}

const usualShare: FuzzShare = { milliseconds: 300, least: 40 };

/** Of the inputs that are the same in each run of `npm test`, so that what they must bring is known. */
const KNOWN_SEED = 20_261_122;

const seed = Number(process.env.PHOTONMARK_FUZZ_SEED ?? Math.floor(Math.random() * 0x7fff_ffff));
const counts: number[] = [];

afterAll(() => {
  const sum = counts.reduce((total, count) => total + count, 0);
  console.info(`${sum} cases of ${counts.length} properties, seed ${seed}`);
});

/**
 * Tries a property: in `npm run fuzz` with the number of cases that was asked for, in `npm test` for a short time.
 * @returns how often it was tried
 * @throws Error with the seed and the smallest input that breaks it
 */
export async function fuzz<Values>(
  property: fc.IRawProperty<Values>,
  given: Partial<FuzzShare> = {},
): Promise<number> {
  const share = { ...usualShare, ...given };
  const cases = Number(process.env.PHOTONMARK_FUZZ_CASES ?? 0);
  const tried =
    cases > 0
      ? await check(property, { seed, numRuns: Math.ceil(cases / (share.oneOf ?? 1)) })
      : await checkForAWhile(property, share);
  counts.push(tried);
  return tried;
}

async function checkForAWhile<Values>(
  property: fc.IRawProperty<Values>,
  { milliseconds, least }: FuzzShare,
): Promise<number> {
  const startedAt = performance.now();
  const tried = await check(property, { seed: KNOWN_SEED, numRuns: least });
  const left = milliseconds - (performance.now() - startedAt);
  if (left <= 0) return tried;
  const interruptAfterTimeLimit = Math.ceil(left);
  const more = { seed, numRuns: 1_000_000, interruptAfterTimeLimit };
  return tried + (await check(property, more));
}

/** How many inputs were tried. */
async function check<Values>(
  property: fc.IRawProperty<Values>,
  parameters: fc.Parameters<Values>,
): Promise<number> {
  const details = await fc.check(property, parameters);
  // No input was tried before the time was up.
  if (details.failed && details.interrupted && details.counterexample === null)
    return details.numRuns;
  if (details.failed)
    throw new Error(await fc.asyncDefaultReportMessage(details), { cause: details.errorInstance });
  return details.numRuns;
}
