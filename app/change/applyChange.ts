import type { CommandContext } from "../context.ts";
import { publishDriftAfterWrite } from "../drift/publishDrift.ts";
import { AppError } from "../errors.ts";
import type { ConfigSnapshot, NewContent, WriteReason } from "../homes/homeFiles.ts";
import { activeIdShown } from "../readState.ts";
import { activeProvider } from "../state.ts";
import type { Change, ChangeReport, Expected } from "./change.ts";
import { planChange } from "./planChange.ts";
import { publishConfig } from "./publishConfig.ts";

/**
 * Carries out a change: plan, prove, back up, write, publish, and have Codex look at the result.
 *
 * @throws AppError `CONFIG_CHANGED` when the result would not be what the preview showed, or why it failed
 */
export async function applyChange(
  context: CommandContext,
  change: Change,
  expected: Expected,
): Promise<ChangeReport> {
  const { homeFiles, clock } = context.ports;
  const { reason, compute, otherFiles, onDone } = await planChange(
    context,
    change,
    expected !== undefined,
  );
  const others = (await otherFiles?.before(expected?.files)) ?? [];
  let activeBefore: string | undefined;
  const { snapshot, backupId } = await homeFiles
    .update(reason, (current) => {
      activeBefore = activeIdShown(current.text ?? "");
      const content = compute(current);
      return expected ? asExpected(context, current, content, expected) : content;
    })
    .catch((error: unknown) => publishDamage(context, reason, error))
    .catch((error: unknown) => takeOthersBack(context, others, error));
  if (backupId !== undefined || others.length > 0) {
    const createdAt = clock.now().toISOString();
    const { revision } = snapshot;
    context.lastWrite = { backupId, reason, createdAt, revision, others };
    context.setState({ undo: { backupId, reason, createdAt, isImmediate: true } });
  }
  await publishConfig(context, snapshot);
  if (backupId !== undefined) {
    await publishDriftAfterWrite(context, reason);
    context.checkByCodex();
  }
  const state = context.getState();
  const activeAfter = state.activeProviderId;
  const activeName = activeProvider(state)?.name ?? activeAfter;
  const otherCount = (await otherFiles?.after(others, backupId)) ?? 0;
  onDone?.();
  return { activeBefore, activeAfter, activeName, backupId, otherFiles: otherCount };
}

/** All or nothing. @throws the error itself, always */
async function takeOthersBack(
  context: CommandContext,
  others: readonly string[],
  error: unknown,
): Promise<never> {
  if (others.length > 0) {
    const { takeBack } = await import("./undoOtherFiles.ts");
    await takeBack(context, context.getState().home, others);
  }
  throw error;
}

/**
 * A disk that gave back something else than was written has changed the file all the same: what there is now is
 * shown, and undoing leads to the backup. @throws the error itself, always
 */
async function publishDamage(
  context: CommandContext,
  reason: WriteReason,
  error: unknown,
): Promise<never> {
  const { homeFiles, clock, log } = context.ports;
  if (!(error instanceof AppError) || error.code !== "READBACK_MISMATCH") throw error;
  const { backupId } = error.detail;
  try {
    if (typeof backupId === "string") {
      const createdAt = clock.now().toISOString();
      context.setState({ undo: { backupId, reason, createdAt, isImmediate: false } });
    }
    await publishConfig(context, await homeFiles.read());
    context.checkByCodex();
  } catch (unreadable) {
    log.error("config.toml could not be read after a write that went wrong", unreadable);
  }
  throw error;
}

/** @throws AppError `CONFIG_CHANGED` where the file or the result is not what the preview showed */
function asExpected(
  context: CommandContext,
  current: ConfigSnapshot,
  content: NewContent,
  { before, after }: NonNullable<Expected>,
): NewContent {
  if (current.revision !== before) throw new AppError("CONFIG_CHANGED");
  // A backup is compared by whoever reads it.
  if (!("text" in content)) return { ...content, expectedRevision: after };
  if (context.ports.homeFiles.revisionOf(content.text) !== after)
    throw new AppError("CONFIG_CHANGED");
  return content;
}
