import type { CommandContext } from "../context.ts";
import type { Change } from "./change.ts";
import { activate } from "./kinds/activate.ts";
import { fix } from "./kinds/fix.ts";
import { importBlock } from "./kinds/importBlock.ts";
import { removeProvider } from "./kinds/removeProvider.ts";
import { repairDrift } from "./kinds/repairDrift.ts";
import { restoreBackup } from "./kinds/restoreBackup.ts";
import { undo } from "./kinds/undo.ts";
import type { ChangeKind, Plan } from "./plan.ts";

/** Every kind of change. One entry per kind; a missing one does not compile. */
const kinds: { readonly [Kind in Change["kind"]]: ChangeKind<Kind> } = {
  activate,
  removeProvider,
  importBlock,
  restoreBackup,
  undo,
  repairDrift,
  fix,
};

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
  // The compiler does not see that the entry is the one for this very change.
  const kind = kinds[change.kind] as ChangeKind<Change["kind"]>;
  return kind(context, change, isPreviewed);
}
