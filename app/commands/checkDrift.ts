import { driftBetween, driftFingerprint, hasOwnProvider } from "../config/drift.ts";
import type { CommandContext } from "../context.ts";
import { AppError } from "../errors.ts";
import { repairDrift } from "./repairDrift.ts";

/** A program that takes the file back sooner than this would go on doing so. */
const REPAIR_PAUSE_MS = 10 * 60 * 1000;

/**
 * Looks whether somebody else has changed what was settled, and says so once. Repairs only where the user has switched
 * that on, and not again soon after: this program does not fight another one.
 */
export async function checkDrift(context: CommandContext): Promise<undefined> {
  const { homeFiles, surroundings, clock } = context.ports;
  const { text } = await homeFiles.read();
  // What is not text is a fault to repair first, and says nothing about providers.
  if (text === undefined) return;
  const settled = await homeFiles.readSettled();
  const [last] = settled;
  if (last === undefined) {
    if (hasOwnProvider(text)) await homeFiles.keepSettled(text);
    return;
  }
  const changes = driftBetween(last, text);
  if (settled.some((one) => driftBetween(one, text).length === 0)) return forget(context);
  const key = homeFiles.revisionOf(driftFingerprint(last, text));
  context.settled = last;
  if (context.getState().drift?.key === key) return;
  const suspects = await surroundings.runningSwitchers();
  const now = clock.now();
  const isRepaired = await repairByItself(context, now.getTime());
  const noticedAt = now.toISOString();
  context.setState({ drift: { key, changes, suspects, noticedAt, isRepaired } });
}

async function repairByItself(context: CommandContext, now: number): Promise<boolean> {
  const { repairedAt } = context;
  if (!context.getState().settings.repairsDrift) return false;
  if (repairedAt !== undefined && now - repairedAt < REPAIR_PAUSE_MS) return false;
  context.repairedAt = now;
  try {
    await repairDrift(context, {});
    return true;
  } catch (error) {
    // The notice comes all the same, and with it the way to repair by hand.
    if (!(error instanceof AppError)) throw error;
    context.ports.log.error("the config file could not be repaired by itself", error);
    return false;
  }
}

/** What was put back by itself stays told until the user has seen it. */
function forget(context: CommandContext): undefined {
  context.settled = undefined;
  const { drift } = context.getState();
  if (drift && !drift.isRepaired) context.setState({ drift: undefined });
}
