import { rmSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import type { BalanceCache } from "../../app/ports.ts";
import { balanceSchema } from "./dashboard/dashboardAnswers.ts";
import { naming } from "./homeErrors.ts";
import { readJsonFile, writeJsonFile } from "./privateJsonFile.ts";

/** Anybody may have edited the file. A field that is not here neither comes in nor goes out. */
const knownBalances = z.object({
  asOf: z.iso.datetime(),
  fetchedAt: z.iso.datetime(),
  balances: z.array(balanceSchema),
});

/**
 * Keeps the last known balances as `balances.json` in a folder. There is no secret in them; still the file is
 * its owner's alone. One that is missing or broken means that nothing is known: the service knows it all.
 */
export function createFileBalanceCache(folder: string): BalanceCache {
  const path = join(folder, "balances.json");
  return {
    read: async () => knownBalances.safeParse(readJsonFile(path)).data,
    async write(known) {
      if (known) writeJsonFile(path, knownBalances.parse(known));
      else naming(path, "write", () => rmSync(path, { force: true }));
    },
  };
}
