import type { CommandContext } from "../../context.ts";
import { AppError } from "../../errors.ts";
import { textOf } from "../../homes/homeFiles.ts";
import { type ChangeKind, contentOf, type OtherFilesPlan, type Plan } from "../plan.ts";

/**
 * Takes back this program's last write, byte for byte, with what it did to other files. It brings a whole older file
 * back, so unseen it takes back nothing but our own last write: else the plan throws `CONFIG_CHANGED`.
 * Throws `NOTHING_TO_UNDO`.
 */
export const undo: ChangeKind<"undo"> = (context, _change, isPreviewed) => {
  const { undo: offered } = context.getState();
  if (!offered) throw new AppError("NOTHING_TO_UNDO");
  const { lastWrite } = context;
  const compute: Plan["compute"] = (current) => {
    if (!isPreviewed && lastWrite?.revision !== current.revision)
      throw new AppError("CONFIG_CHANGED");
    const { backupId } = offered;
    return backupId === undefined
      ? { text: textOf(current) }
      : { backupId, expectedRevision: undefined };
  };
  const isLast = lastWrite?.createdAt === offered.createdAt;
  const others = isLast ? lastWrite.others : [];
  const otherFiles = others.length > 0 ? takingBack(context, others, compute) : undefined;
  return { reason: "undo", compute, otherFiles };
};

/** @param ids - what takes back what was done to other files, oldest first */
function takingBack(
  context: CommandContext,
  ids: readonly string[],
  compute: Plan["compute"],
): OtherFilesPlan {
  const { homeFiles } = context.ports;
  return {
    async preview(current, after) {
      const { previewTakeBack } = await import("../undoOtherFiles.ts");
      return previewTakeBack(context, ids, { ...current, revision: after });
    },
    // Nothing is written yet, so that undoing does not stop half-way over what can be known.
    async before(shown) {
      const current = await homeFiles.read();
      const { revision } = await contentOf(homeFiles, compute(current));
      const { checkTakeBack } = await import("../undoOtherFiles.ts");
      await checkTakeBack(context, ids, { ...current, revision }, shown);
      return [];
    },
    async after(_done, backupId) {
      const { takeBack } = await import("../undoOtherFiles.ts");
      const left = await takeBack(context, context.getState().home, ids);
      if (left) offerRest(context, left.ids);
      else if (backupId === undefined) {
        context.lastWrite = undefined;
        context.setState({ undo: undefined });
      }
      const { lookAround } = await import("../../doctor/lookAround.ts");
      await lookAround(context);
      if (left) throw left.error;
      return ids.length;
    },
  };
}

/** What could not be taken back is what the next undo is for; config.toml is as it should be by now. */
function offerRest(context: CommandContext, others: readonly string[]): void {
  const createdAt = context.ports.clock.now().toISOString();
  const { revision } = context.getState();
  const rest = { backupId: undefined, reason: "undo", createdAt } as const;
  context.lastWrite = { ...rest, revision, others };
  context.setState({ undo: { ...rest, isImmediate: true } });
}
