import { applyChange } from "../change/applyChange.ts";
import type { ChangeReport } from "../change/changeReport.ts";
import type { CommandContext } from "../context.ts";
import type { Input } from "../contract.ts";

/** Puts the exact bytes of a backup back; the present file is backed up first. @throws AppError `BACKUP_NOT_FOUND` */
export function restoreBackup(
  context: CommandContext,
  { backupId, expected }: Input<"restoreBackup">,
): Promise<ChangeReport> {
  return applyChange(context, { kind: "restoreBackup", backupId }, expected);
}
