import { type ChangeKind, planEdit } from "../plan.ts";

/**
 * Puts back what another program has changed, and nothing else. Throws `NOTHING_TO_REPAIR`, `REPAIR_LOST`; the plan also
 * throws `UNSUPPORTED_LAYOUT`.
 */
export const repairDrift: ChangeKind<"repairDrift"> = async (context) => {
  const { repairOf } = await import("../../drift/sources.ts");
  return planEdit("fix", await repairOf(context));
};
