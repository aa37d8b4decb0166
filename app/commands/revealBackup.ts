import type { CommandContext } from "../context.ts";
import type { Input } from "../contract.ts";

/** Shows the file of a backup in its folder. @throws AppError `BACKUP_NOT_FOUND` */
export async function revealBackup(
  { ports }: CommandContext,
  { backupId }: Input<"revealBackup">,
): Promise<undefined> {
  await ports.fileViewer.reveal(await ports.homeFiles.backupPath(backupId));
}
