import { applyChange } from "../change/applyChange.ts";
import { measureDrift } from "../change/measureDrift.ts";
import { driftBetween, hasOwnProvider } from "../config/drift.ts";
import type { CommandContext } from "../context.ts";
import { AppError } from "../errors.ts";
import type { ConfigSnapshot } from "../homes/homeFiles.ts";

/** A program that takes the file back sooner than this would go on doing so. */
const REPAIR_PAUSE_MS = 10 * 60 * 1000;

/** A program that writes in several steps is done after this. */
const REST_MS = 1000;

/**
 * Looks whether somebody else has changed what was settled, and says so once. Repairs only where the user has switched
 * that on, and not again soon after: this program does not fight another one.
 */
export async function checkDrift(context: CommandContext): Promise<undefined> {
  const { homeFiles, surroundings, clock } = context.ports;
  const current = await homeFiles.read();
  const { text } = current;
  // What is not text is a fault to repair first, and says nothing about providers.
  if (text === undefined) return;
  const settled = await homeFiles.readSettled();
  const [last] = settled;
  if (last === undefined) {
    if (hasOwnProvider(text)) await homeFiles.keepSettled(text);
    return;
  }
  if (settled.some((one) => driftBetween(one, text).length === 0)) return forget(context);
  const drift = measureDrift(last, text, homeFiles);
  context.settled = last;
  const told = context.getState().drift;
  // What was put back and is there again is another drift, though it is the same change.
  if (told?.key === drift.key && !told.isRepaired) return;
  const suspects = await surroundings.runningSwitchers();
  const isWanted = mayRepair(context, current);
  // What is still being written is looked at when the change after it is noticed.
  if (isWanted && !(await rests(context, current))) return;
  const now = clock.now();
  const isRepaired = isWanted && (await repairByItself(context, now.getTime()));
  const noticedAt = now.toISOString();
  context.setState({ drift: { ...drift, suspects, noticedAt, isRepaired } });
}

/** A file that is gone or empty may be so on purpose, or for a moment: its owner decides. */
function mayRepair(context: CommandContext, { exists, text = "" }: ConfigSnapshot): boolean {
  const { repairedAt, ports } = context;
  if (!context.getState().settings.repairsDrift || !exists || text.trim() === "") return false;
  return repairedAt === undefined || ports.clock.now().getTime() - repairedAt >= REPAIR_PAUSE_MS;
}

/** Whether the file stays for a while what it is. */
async function rests({ ports }: CommandContext, { revision }: ConfigSnapshot): Promise<boolean> {
  await new Promise<void>((resolve) => ports.clock.after(REST_MS, resolve));
  return (await ports.homeFiles.read()).revision === revision;
}

async function repairByItself(context: CommandContext, now: number): Promise<boolean> {
  context.repairedAt = now;
  try {
    await applyChange(context, { kind: "repairDrift" }, undefined);
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
