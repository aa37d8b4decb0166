import type { Intent } from "../config/edit.ts";
import { parseToml } from "../config/parse.ts";
import type { CommandContext } from "../context.ts";
import { AppError } from "../errors.ts";
import type { ConfigSnapshot } from "../homes/homeFiles.ts";
import { hashOf } from "./baseline.ts";
import type { Baseline } from "./drift.ts";
import { type Hash, readWatched, type WatchedText } from "./items.ts";
import { shown } from "./measureDrift.ts";
import { holds, type Need, needsOf, needsOfAll, repairIntents, type Sources } from "./repair.ts";

/** What a repair of a text would put back, and from where. */
export interface RepairSources {
  readonly sources: Sources;
  /** The ids of providers that no backup and no block of the account has as they were. */
  readonly lost: readonly string[];
}

/** Looks for what a repair of a text needs: in the backups, the newest first, then in the blocks of the account. */
export async function findRepairSources(
  context: CommandContext,
  baseline: Baseline,
  text: string,
): Promise<RepairSources> {
  const hash = hashOf(baseline, context.ports.homeFiles.revisionOf);
  const needs = needsOf(baseline.items, readWatched(text), hash);
  const sources = await findIn(backupTexts(context), needs, hash);
  const missing = needs.filter(({ providerId }) => !sources.has(providerId));
  const blocks = context.account.blocks.map(({ toml }) => toml);
  const found = new Map([...sources, ...(await findIn(blocks, missing, hash))]);
  const lost = needs.filter(({ providerId }) => !found.has(providerId));
  return { sources: found, lost: lost.map(({ providerId }) => shown(providerId)) };
}

/**
 * What brings the baseline back, as a function of the text that is there.
 *
 * @throws AppError `NOTHING_TO_REPAIR`, `REPAIR_LOST` when nothing of it can be put back
 */
export async function repairOf(
  context: CommandContext,
): Promise<(text: string) => readonly Intent[]> {
  const { homeFiles } = context.ports;
  const { current, baseline } = await homeFiles.readBaseline();
  if (!baseline || current.text === undefined) throw new AppError("NOTHING_TO_REPAIR");
  const { sources, lost } = await findRepairSources(context, baseline, current.text);
  const hash = hashOf(baseline, homeFiles.revisionOf);
  const intentsFor = (text: string) => repairIntents(baseline.items, text, hash, sources);
  if (intentsFor(current.text).length > 0) return intentsFor;
  throw new AppError(lost.length > 0 ? "REPAIR_LOST" : "NOTHING_TO_REPAIR");
}

/**
 * Sees to it that some backup has every watched provider as the baseline has it, so that a repair can put it back. After
 * most writes that is the backup of the write; at the first look and after an import it is one that is taken here.
 *
 * @param current - the file, which has not drifted from the baseline
 */
export async function keepRepairable(
  context: CommandContext,
  current: ConfigSnapshot,
  baseline: Baseline,
): Promise<void> {
  const { homeFiles, log } = context.ports;
  const name = JSON.stringify(baseline.items);
  if (context.repairable === name) return;
  context.repairable = name;
  try {
    const needs = needsOfAll(baseline.items);
    const hash = hashOf(baseline, homeFiles.revisionOf);
    const found = await findIn(backupTexts(context), needs, hash);
    if (found.size < needs.length && isValid(current.text))
      await homeFiles.backUp(current.revision);
  } catch (error) {
    // The change is noticed all the same; the notice says what cannot be put back.
    log.error("the state that changes are compared with could not be backed up", error);
  }
}

async function findIn(
  texts: AsyncIterable<string> | Iterable<string>,
  needs: readonly Need[],
  hash: Hash,
): Promise<Map<string, WatchedText>> {
  const found = new Map<string, WatchedText>();
  if (needs.length === 0) return found;
  for await (const text of texts) {
    const watched = readWatched(text);
    for (const need of needs)
      if (!found.has(need.providerId) && holds(watched, need, hash))
        found.set(need.providerId, watched);
    if (found.size === needs.length) break;
  }
  return found;
}

/** The newest first. One that cannot be read is left out. */
async function* backupTexts({ ports: { homeFiles } }: CommandContext): AsyncGenerator<string> {
  for (const { id } of await homeFiles.listBackups()) {
    const backup = await homeFiles.readBackup(id).catch((error: unknown) => {
      if (error instanceof AppError) return undefined;
      throw error;
    });
    if (backup?.text !== undefined) yield backup.text;
  }
}

/** A file that Codex refuses is nothing to go back to; its repair leaves a backup. */
function isValid(text: string | undefined): boolean {
  try {
    parseToml(text ?? "");
    return true;
  } catch (error) {
    if (error instanceof AppError) return false;
    throw error;
  }
}
