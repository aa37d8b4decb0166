import { applyChange } from "../applyChange.ts";
import type { ChangeReport } from "../changeReport.ts";
import type { CommandContext } from "../context.ts";
import type { Input } from "../contract.ts";

/**
 * Takes back this program's last write, byte for byte, with what it did to other files.
 *
 * @throws AppError `NOTHING_TO_UNDO`, or `CONFIG_CHANGED` when a file has changed since and no preview was seen
 */
export async function undo(
  context: CommandContext,
  { expected }: Input<"undo">,
): Promise<ChangeReport> {
  const { lastWrite } = context;
  const { undo: offered, home } = context.getState();
  const isLast = lastWrite !== undefined && lastWrite.createdAt === offered?.createdAt;
  const others = isLast ? lastWrite.others : [];
  const report = await applyChange(context, { kind: "undo" }, expected);
  if (others.length === 0) return report;
  if (report.backupId === undefined) {
    context.lastWrite = undefined;
    context.setState({ undo: undefined });
  }
  const { takeBack } = await import("../doctor/fixOtherFiles.ts");
  const left = await takeBack(context, home, others);
  if (left) throw left.error;
  const { lookAround } = await import("../doctor/lookAround.ts");
  await lookAround(context);
  return { ...report, otherFiles: others.length };
}
