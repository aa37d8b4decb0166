import type { Block } from "../config/block.ts";
import { edit, type Intent } from "../config/edit.ts";
import { nearestId } from "../config/nearestId.ts";
import { parseToml } from "../config/parse.ts";
import { ACTIVE_KEY, activeIdIn, readProviders } from "../config/providers.ts";
import { scan } from "../config/scan.ts";
import { verify } from "../config/verify.ts";
import type { CommandContext } from "../context.ts";
import type { Change } from "../contract.ts";
import { AppError } from "../errors.ts";
import type { BackupReason, ConfigSnapshot, NewContent } from "../ports.ts";
import { isCodexBuiltIn } from "../state.ts";

/** How a change turns the current file into new content; pure, so that it can be run again on a newer file. */
export interface Plan {
  readonly reason: BackupReason;
  compute(current: ConfigSnapshot): NewContent;
}

/**
 * Works out a change without touching anything.
 *
 * @param isPreviewed - whether the user sees the result before it is written
 * @throws AppError `IMPORT_EXPIRED`, `NOTHING_TO_UNDO`, `NOTHING_TO_REPAIR`
 */
export async function planChange(
  context: CommandContext,
  change: Change,
  isPreviewed: boolean,
): Promise<Plan> {
  switch (change.kind) {
    case "activate":
      return planEdit("activate", (text) => {
        if (!isCodexBuiltIn(change.providerId)) requireProvider(text, change.providerId);
        return [{ kind: "setActive", providerId: change.providerId }];
      });
    case "removeProvider":
      return planEdit("remove", (text) => {
        requireProvider(text, change.providerId);
        if (activeIdIn(scan(text)) === change.providerId)
          throw new AppError("PROVIDER_IN_USE", { providerId: change.providerId });
        return [{ kind: "removeProvider", providerId: change.providerId }];
      });
    case "importBlock": {
      const block = context.stagedBlocks.get(change.importId);
      if (!block) throw new AppError("IMPORT_EXPIRED");
      return planEdit("import", () => importIntents(block, change));
    }
    case "restoreBackup":
      return {
        reason: "restore",
        compute: () => ({ backupId: change.backupId, expectedRevision: undefined }),
      };
    case "undo":
      return planUndo(context, isPreviewed);
    case "repairDrift": {
      const { settled } = context;
      if (settled === undefined) throw new AppError("NOTHING_TO_REPAIR");
      const { repairIntents } = await import("../config/driftRepair.ts");
      return planEdit("fix", (text) => repairIntents(settled, text));
    }
    case "fix": {
      const { planFix } = await import("../doctor/planFix.ts");
      return planFix(context, change.findings);
    }
  }
}

/** What undoing takes back of other files: of our last write, when that is what is offered. Ids, oldest first. */
export function othersToTakeBack({ lastWrite, getState }: CommandContext): readonly string[] {
  const isLast = lastWrite !== undefined && lastWrite.createdAt === getState().undo?.createdAt;
  return isLast ? lastWrite.others : [];
}

/** Undo brings a whole older file back, so unseen it takes back nothing but our own last write. */
function planUndo(context: CommandContext, isPreviewed: boolean): Plan {
  const { undo } = context.getState();
  if (!undo) throw new AppError("NOTHING_TO_UNDO");
  const { lastWrite } = context;
  return {
    reason: "undo",
    compute(current) {
      if (!isPreviewed && lastWrite?.revision !== current.revision)
        throw new AppError("CONFIG_CHANGED");
      const { backupId } = undo;
      return backupId === undefined
        ? { text: textOf(current) }
        : { backupId, expectedRevision: undefined };
    },
  };
}

function planEdit(reason: BackupReason, intentsFor: (text: string) => readonly Intent[]): Plan {
  return {
    reason,
    compute(current) {
      const before = textOf(current);
      const intents = intentsFor(before);
      const text = edit(before, intents);
      if (text !== before) verify(before, text, intents);
      // An edit that changes nothing must still not pass off a broken file as done.
      else parseToml(before);
      return { text };
    },
  };
}

function importIntents(
  block: Block,
  choices: Omit<Extract<Change, { kind: "importBlock" }>, "kind" | "importId">,
): readonly Intent[] {
  const tables = block.providers.map(
    ({ id, tableText }): Intent => ({ kind: "upsertProvider", providerId: id, tableText }),
  );
  const rootKeys = block.suggestions
    .filter(({ key }) => choices.rootKeys.includes(key))
    .map(({ key, valueText }): Intent => ({ kind: "setRootKey", key, valueText }));
  const named = choices.providerId ?? block.activeId;
  const activeId = block.providers.find(({ id }) => id === named)?.id ?? block.providers[0]?.id;
  const active: Intent[] =
    choices.activate && activeId !== undefined ? [{ kind: "setActive", providerId: activeId }] : [];
  return [...active, ...rootKeys, ...tables];
}

/** @throws AppError `CONFIG_NOT_UTF8` */
export function textOf(snapshot: ConfigSnapshot): string {
  if (snapshot.text === undefined) throw new AppError("CONFIG_NOT_UTF8");
  return snapshot.text;
}

function requireProvider(text: string, providerId: string): void {
  const known = readProviders(scan(text));
  if (known.has(providerId)) return;
  const nearest = nearestId(providerId, known.keys());
  const detail = { providerId, key: ACTIVE_KEY };
  throw new AppError("PROVIDER_NOT_FOUND", nearest === undefined ? detail : { ...detail, nearest });
}
