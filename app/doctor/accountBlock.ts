import { readAccountBlock } from "../account/compareBlocks.ts";
import { AppError } from "../errors.ts";
import type { DoctorFacts } from "./facts.ts";
import type { Fix } from "./fix.ts";
import { editConfig } from "./repairs.ts";

/** Brings a provider in line with its block of the account; undefined where the account has none for it. */
export function putBlockBack({ blocks }: DoctorFacts, providerId: string): Fix | undefined {
  const block = blocks.find((known) => known.providerId === providerId);
  if (!block) return undefined;
  try {
    const table = readAccountBlock(block).providers.find(({ id }) => id === providerId);
    return table && editConfig({ kind: "upsertProvider", providerId, tableText: table.tableText });
  } catch (error) {
    // A block that cannot be read mends nothing.
    if (error instanceof AppError) return undefined;
    throw error;
  }
}
