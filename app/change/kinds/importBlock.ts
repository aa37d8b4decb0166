import type { Block } from "../../config/block.ts";
import type { Intent } from "../../config/edit.ts";
import { AppError } from "../../errors.ts";
import type { ChangeOf } from "../change.ts";
import { type ChangeKind, planEdit } from "../plan.ts";

/** Puts a staged block into the file. Throws `IMPORT_EXPIRED` when it is no longer staged. */
export const importBlock: ChangeKind<"importBlock"> = ({ stagedBlocks }, change) => {
  const block = stagedBlocks.get(change.importId);
  if (!block) throw new AppError("IMPORT_EXPIRED");
  return {
    ...planEdit("import", () => importIntents(block, change)),
    onDone: () => stagedBlocks.delete(change.importId),
  };
};

function importIntents(block: Block, choices: ChangeOf<"importBlock">): readonly Intent[] {
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
