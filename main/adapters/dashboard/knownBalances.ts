import { z } from "zod";
import { balanceSchema } from "./dashboardAnswers.ts";

/** The stored balances. Anybody may have edited the file: a field that is not here neither comes in nor goes out. */
export const knownBalances = z.object({
  asOf: z.iso.datetime(),
  fetchedAt: z.iso.datetime(),
  balances: z.array(balanceSchema),
});
