import type { CommandContext } from "../context.ts";
import type { BackupReason, ConfigSnapshot } from "../homes/homeFiles.ts";

/** A write of our own that was made just now. */
interface OwnWrite {
  readonly reason: BackupReason;
  /** The text that was settled before it; undefined: none was. */
  readonly settled: string | undefined;
  /** The text that it found. */
  readonly before: string;
  readonly written: ConfigSnapshot;
}

/**
 * After a write of our own: what was written is settled now, but not what somebody else had changed before it and the
 * user has not answered to. That stays told, until a write changes that itself.
 */
export async function settleWrite(
  context: CommandContext,
  { reason, settled, before, written: { text = "" } }: OwnWrite,
): Promise<void> {
  const { homeFiles, clock, log } = context.ports;
  const { drift } = context.getState();
  context.settled = undefined;
  if (settled !== undefined && settled !== before) {
    const { settledAfterWrite } = await import("../config/driftRepair.ts");
    const own = settledAfterWrite(settled, before, text);
    const { measureDrift } = await import("./measureDrift.ts");
    const left = measureDrift(own, text, homeFiles);
    if (left.changes.length > 0) {
      await homeFiles.keepSettled(own).catch((error: unknown) => {
        // The file is written: it would be wrong to say that it is not.
        log.error("what is settled could not be kept", error);
      });
      context.settled = own;
      const noticedAt = drift?.noticedAt ?? clock.now().toISOString();
      const suspects = drift?.suspects ?? [];
      context.setState({ drift: { ...left, suspects, noticedAt, isRepaired: false } });
      return;
    }
  }
  // That something was put back stays told until the user has seen it, or brings the older file back.
  const isOlder = reason === "undo" || reason === "restore";
  context.setState({ drift: drift?.isRepaired && !isOlder ? drift : undefined });
}
