import type { CommandContext } from "./context.ts";
import type { Change, ChangeReport, Expected } from "./contract.ts";
import { AppError } from "./errors.ts";
import { planChange } from "./plan.ts";
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
  const { homeFiles } = context.ports;
  const plan = planChange(context, change);
  const activeBefore = stateOf(await homeFiles.read()).activeProviderId;
  const receipt = await homeFiles.update(plan.reason, (current) => {
    const content = plan.compute(current);
    if (expected) requireExpected(context, current, content, expected);
    return content;
  });
  if (expected && receipt.snapshot.revision !== expected.after)
    throw new AppError("READBACK_MISMATCH");
  publishConfig(context, receipt.snapshot);
  if (receipt.backupId !== undefined) {
    context.lastWrite = { backupId: receipt.backupId, revision: receipt.snapshot.revision };
    const createdAt = context.ports.clock.now().toISOString();
    context.setState({ undo: { backupId: receipt.backupId, reason: plan.reason, createdAt } });
    context.checkByCodex();
  }
  const { activeProviderId } = context.getState();
  return { activeBefore, activeAfter: activeProviderId, backupId: receipt.backupId };
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

/** Publishes what a config file holds. */
export function publishConfig(context: CommandContext, snapshot: ConfigSnapshot): void {
  compareBlocks(context, snapshot);
  context.setState(stateOf(snapshot));
  if (context.account.known) publishBalances(context);
}
