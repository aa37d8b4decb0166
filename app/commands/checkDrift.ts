import { applyChange } from "../change/applyChange.ts";
import type { CommandContext } from "../context.ts";
import { hasOwnProvider } from "../drift/items.ts";
import { measureDrift } from "../drift/measureDrift.ts";
import { findRepairSources, keepRepairable } from "../drift/sources.ts";
import { AppError } from "../errors.ts";
import type { ConfigSnapshot, HomeFiles } from "../homes/homeFiles.ts";

/** A program that takes the file back sooner than this would go on doing so. */
const REPAIR_PAUSE_MS = 10 * 60 * 1000;

/** A program that writes in several steps is done after this. */
const REST_MS = 1000;

/**
 * Looks whether another program has changed what is watched, and publishes it. Repairs only where the user has switched
 * that on, and not again soon after: this program does not fight another one.
 */
export async function checkDrift(context: CommandContext): Promise<undefined> {
  const { homeFiles, surroundings, clock } = context.ports;
  const { current, baseline } = await readOrBegin(context);
  const { text } = current;
  // What is not text is a fault to repair first, and says nothing about providers.
  if (text === undefined || !baseline) return;
  const found = measureDrift(baseline, text, homeFiles.revisionOf);
  const known = context.getState().drift;
  if (found.changes.length === 0) {
    // What was put back by itself stays in sight until the user has seen it.
    if (known && !known.isRepaired) context.setState({ drift: undefined });
    await keepRepairable(context, current, baseline);
    return;
  }
  // What was put back and is there again is another drift, though it is the same change.
  if (known?.key === found.key && !known.isRepaired) return;
  const { lost } = await findRepairSources(context, baseline, text);
  const suspects = await surroundings.runningSwitchers();
  const isWanted = lost.length === 0 && mayRepair(context, current);
  // What is still being written is looked at when the change after it is noticed.
  if (isWanted && !(await rests(context, current))) return;
  const now = clock.now();
  const isRepaired = isWanted && (await repairByItself(context, now.getTime()));
  const noticedAt = now.toISOString();
  context.setState({ drift: { ...found, lost, suspects, noticedAt, isRepaired } });
}

/** The file with its baseline. Without one, the present file becomes the baseline if it has a provider of the service. */
async function readOrBegin({
  ports: { homeFiles },
}: CommandContext): ReturnType<HomeFiles["readBaseline"]> {
  const first = await homeFiles.readBaseline();
  const { text, revision } = first.current;
  if (first.baseline || text === undefined || !hasOwnProvider(text)) return first;
  return (await homeFiles.keepBaseline(revision)) ? homeFiles.readBaseline() : first;
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
