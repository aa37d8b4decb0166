import { applyChange } from "../change/applyChange.ts";
import type { ChangeReport } from "../change/changeReport.ts";
import type { CommandContext } from "../context.ts";
import type { Input } from "../contract.ts";
import { lookAround } from "../doctor/lookAround.ts";

/**
 * Fixes findings of the doctor: one write of each file, with one backup.
 *
 * @throws AppError `FINDING_GONE`, or why nothing could be fixed
 */
export async function fix(
  context: CommandContext,
  { findings, expected }: Input<"fix">,
): Promise<ChangeReport> {
  const report = await applyChange(context, { kind: "fix", findings }, expected);
  if (report.otherFiles > 0) await lookAround(context);
  return report;
}
