import { applyChange } from "../change/applyChange.ts";
import type { ChangeReport } from "../change/changeReport.ts";
import { othersToTakeBack, planChange } from "../change/plan.ts";
import type { CommandContext } from "../context.ts";
import type { Input } from "../contract.ts";
import { contentOf } from "./preview.ts";

/**
 * Takes back this program's last write, byte for byte, with what it did to other files.
 *
 * @throws AppError `NOTHING_TO_UNDO`, or `CONFIG_CHANGED` when a file has changed since and no preview was seen
 */
export async function undo(
  context: CommandContext,
  { expected }: Input<"undo">,
): Promise<ChangeReport> {
  const others = othersToTakeBack(context);
  if (others.length > 0) await checkOthers(context, others, expected);
  const report = await applyChange(context, { kind: "undo" }, expected);
  if (others.length === 0) return report;
  const { takeBack } = await import("../doctor/fixOtherFiles.ts");
  const left = await takeBack(context, context.getState().home, others);
  if (left) offerRest(context, left.ids);
  else if (report.backupId === undefined) {
    context.lastWrite = undefined;
    context.setState({ undo: undefined });
  }
  const { lookAround } = await import("../doctor/lookAround.ts");
  await lookAround(context);
  if (left) throw left.error;
  return { ...report, otherFiles: others.length };
}

/** Before anything is written, so that undoing does not stop half-way over what can be known. @throws AppError */
async function checkOthers(
  context: CommandContext,
  others: readonly string[],
  expected: Input<"undo">["expected"],
): Promise<void> {
  const current = await context.ports.homeFiles.read();
  const { compute } = await planChange(context, { kind: "undo" }, expected !== undefined);
  const { revision } = await contentOf(context, compute(current));
  const { checkTakeBack } = await import("../doctor/undoOtherFiles.ts");
  await checkTakeBack(context, others, { ...current, revision }, expected?.files);
}

/** What could not be taken back is what the next undo is for; config.toml is as it should be by now. */
function offerRest(context: CommandContext, others: readonly string[]): void {
  const createdAt = context.ports.clock.now().toISOString();
  const { revision } = context.getState();
  const rest = { backupId: undefined, reason: "undo", createdAt } as const;
  context.lastWrite = { ...rest, revision, others };
  context.setState({ undo: { ...rest, isImmediate: true } });
}
