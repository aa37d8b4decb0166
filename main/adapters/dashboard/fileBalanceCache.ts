import { rmSync } from "node:fs";
import { join } from "node:path";

import type { BalanceCache } from "../../../app/account/balances.ts";
import { naming } from "../home/homeErrors.ts";
import { readJsonFile, writeJsonFile } from "../settings/privateJsonFile.ts";

/**
 * Keeps the last known balances as `balances.json` in a folder. There is no secret in them; still the file is
 * its owner's alone. One that is missing or broken means that nothing is known: the service knows it all.
 */
export function createFileBalanceCache(folder: string): BalanceCache {
  const path = join(folder, "balances.json");
  // Loaded when first needed: a start without an account needs no schemas.
  const schema = async () => (await import("./knownBalances.ts")).knownBalances;
  return {
    read: async () => (await schema()).safeParse(readJsonFile(path)).data,
    async write(known) {
      if (known) writeJsonFile(path, (await schema()).parse(known));
      else naming(path, "write", () => rmSync(path, { force: true }));
    },
  };
}
