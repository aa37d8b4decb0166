import type { CommandContext } from "./context.ts";
import type { Change, ChangeReport, Expected } from "./contract.ts";
import { AppError } from "./errors.ts";
import { activeIdOf, planChange } from "./plan.ts";
import type { ConfigSnapshot, NewContent } from "./ports.ts";
import { compareBlocks, publishBalances } from "./publishAccount.ts";
import { stateOf } from "./readState.ts";

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
  const { reason, compute } = planChange(context, change, expected !== undefined);
  let activeBefore: string | undefined;
  const { snapshot, backupId } = await homeFiles.update(reason, (current) => {
    activeBefore = activeIdOf(current.text ?? "");
    const content = compute(current);
    if (expected) requireExpected(context, current, content, expected);
    return content;
  });
  if (backupId !== undefined) {
    const createdAt = clock.now().toISOString();
    const { revision } = snapshot;
    context.lastWrite = { backupId, reason, createdAt, revision };
    context.setState({ undo: { backupId, reason, createdAt, isImmediate: true } });
  }
  publishConfig(context, snapshot);
  if (backupId !== undefined) context.checkByCodex();
  return { activeBefore, activeAfter: context.getState().activeProviderId, backupId };
}

function requireExpected(
  context: CommandContext,
  current: ConfigSnapshot,
  content: NewContent,
  expected: NonNullable<Expected>,
): void {
  const isSameBefore = current.revision === expected.before;
  const isSameAfter =
    !("text" in content) || context.ports.homeFiles.revisionOf(content.text) === expected.after;
  if (!isSameBefore || !isSameAfter) throw new AppError("CONFIG_CHANGED");
}

/** Publishes what a config file holds, and that an older undo now needs a look first. */
export function publishConfig(context: CommandContext, snapshot: ConfigSnapshot): void {
  compareBlocks(context, snapshot);
  const { undo } = context.getState();
  const isImmediate = context.lastWrite?.revision === snapshot.revision;
  context.setState({ ...stateOf(snapshot), undo: undo && { ...undo, isImmediate } });
  if (context.account.known) publishBalances(context);
}
