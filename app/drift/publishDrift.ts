import type { CommandContext } from "../context.ts";
import { AppError } from "../errors.ts";
import type { WriteReason } from "../homes/homeFiles.ts";

/**
 * After a write of our own: what somebody else had changed before it, and it left as it was, is still a drift. That
 * something was put back stays in sight until the user has seen it, or brings the older file back.
 */
export async function publishDriftAfterWrite(
  context: CommandContext,
  reason: WriteReason,
): Promise<void> {
  const { homeFiles, clock, log } = context.ports;
  const { drift } = context.getState();
  try {
    const { current, baseline } = await homeFiles.readBaseline();
    if (baseline && current.text !== undefined) {
      const { measureDrift } = await import("./measureDrift.ts");
      const left = measureDrift(baseline, current.text, homeFiles.revisionOf);
      if (left.changes.length > 0) {
        const { findRepairSources } = await import("./sources.ts");
        const { lost } = await findRepairSources(context, baseline, current.text);
        const noticedAt = drift?.noticedAt ?? clock.now().toISOString();
        const suspects = drift?.suspects ?? [];
        context.setState({ drift: { ...left, lost, suspects, noticedAt, isRepaired: false } });
        return;
      }
    }
  } catch (error) {
    // The file is written: it would be wrong to say that it is not.
    if (!(error instanceof AppError)) throw error;
    log.error("config.toml could not be compared after a write", error);
  }
  const isOlder = reason === "undo" || reason === "restore";
  context.setState({ drift: drift?.isRepaired && !isOlder ? drift : undefined });
}
