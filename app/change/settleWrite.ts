import type { CommandContext } from "../context.ts";
import { AppError } from "../errors.ts";
import type { ConfigSnapshot, NewContent } from "../ports.ts";

/**
 * After a write of our own: what was written is settled now, but not what somebody else had changed before it and the
 * user has not answered to. That stays told, measured against the settled text with the same change made to it.
 *
 * @param settled - the text that was settled before the write; undefined: none was
 * @param before - the text that the write found
 */
export async function settleWrite(
  context: CommandContext,
  settled: string | undefined,
  before: string,
  compute: (current: ConfigSnapshot) => NewContent,
  written: ConfigSnapshot,
): Promise<void> {
  const { homeFiles, clock } = context.ports;
  const { drift } = context.getState();
  context.settled = undefined;
  if (settled !== undefined && settled !== before) {
    const { driftBetween, driftFingerprint } = await import("../config/drift.ts");
    const isDrifted = driftBetween(settled, before).length > 0;
    const own = isDrifted ? sameChangeOf(context, settled, compute, written) : undefined;
    const changes = own === undefined ? [] : driftBetween(own, written.text ?? "");
    if (own !== undefined && changes.length > 0) {
      await homeFiles.keepSettled(own);
      context.settled = own;
      const key = homeFiles.revisionOf(driftFingerprint(own, written.text ?? ""));
      const noticedAt = drift?.noticedAt ?? clock.now().toISOString();
      const suspects = drift?.suspects ?? [];
      context.setState({ drift: { key, changes, suspects, noticedAt, isRepaired: false } });
      return;
    }
  }
  context.setState({ drift: undefined });
}

/** The settled text with the change; undefined for one that says what the whole file is, or concerns only what is there now. */
function sameChangeOf(
  { ports }: CommandContext,
  settled: string,
  compute: (current: ConfigSnapshot) => NewContent,
  written: ConfigSnapshot,
): string | undefined {
  try {
    const content = compute({
      ...written,
      text: settled,
      revision: ports.homeFiles.revisionOf(settled),
    });
    return "text" in content ? content.text : undefined;
  } catch (error) {
    if (error instanceof AppError) return undefined;
    throw error;
  }
}
