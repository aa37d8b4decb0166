import { applyChange } from "../change/applyChange.ts";
import type { ChangeReport } from "../change/changeReport.ts";
import type { CommandContext } from "../context.ts";
import type { Input } from "../contract.ts";

/**
 * Puts back what somebody else has changed, and nothing else; the file as it is goes into a backup.
 *
 * @throws AppError `NOTHING_TO_REPAIR`, `CONFIG_CHANGED`, `UNSUPPORTED_LAYOUT`, or why it failed
 */
export function repairDrift(
  context: CommandContext,
  { expected }: Input<"repairDrift">,
): Promise<ChangeReport> {
  return applyChange(context, { kind: "repairDrift" }, expected);
}
