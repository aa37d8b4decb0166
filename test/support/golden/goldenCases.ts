import { readFileSync } from "node:fs";
import { activeCases } from "./activeCases.ts";
import type { GoldenCase } from "./goldenCase.ts";
import { repairCases } from "./repairCases.ts";
import { upsertCases } from "./upsertCases.ts";

/** Folder of the fixtures, with a trailing slash. */
export const GOLDEN_FOLDER = new URL("../../fixtures/config/", import.meta.url);

/** Every golden case. */
export const goldenCases: readonly GoldenCase[] = [...activeCases, ...upsertCases, ...repairCases];

/** One side of a golden pair, byte for byte. */
export function readGolden({ name }: GoldenCase, side: "in" | "out"): Buffer {
  return readFileSync(new URL(`${name}.${side}.toml`, GOLDEN_FOLDER));
}
