import { applyChange } from "../change/applyChange.ts";
import type { ChangeReport } from "../change/changeReport.ts";
import type { CommandContext } from "../context.ts";
import type { Input } from "../contract.ts";

/** Puts a staged block into the file. @throws AppError `IMPORT_EXPIRED` when it is no longer staged */
export async function importBlock(
  context: CommandContext,
  { expected, ...choices }: Input<"importBlock">,
): Promise<ChangeReport> {
  const report = await applyChange(context, { kind: "importBlock", ...choices }, expected);
  context.stagedBlocks.delete(choices.importId);
  return report;
}
