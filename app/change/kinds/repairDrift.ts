import { AppError } from "../../errors.ts";
import { type ChangeKind, planEdit } from "../plan.ts";

/**
 * Puts back what somebody else has changed, and nothing else. Throws `NOTHING_TO_REPAIR`; the plan also throws
 * `UNSUPPORTED_LAYOUT`.
 */
export const repairDrift: ChangeKind<"repairDrift"> = async ({ settled }) => {
  if (settled === undefined) throw new AppError("NOTHING_TO_REPAIR");
  const { repairIntents } = await import("../../config/driftRepair.ts");
  return planEdit("fix", (text) => repairIntents(settled, text));
};
