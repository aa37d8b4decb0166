import type { ChangeKind } from "../plan.ts";

/** Puts the exact bytes of a backup back; the present file is backed up first. */
export const restoreBackup: ChangeKind<"restoreBackup"> = (_context, { backupId }) => ({
  reason: "restore",
  compute: () => ({ backupId, expectedRevision: undefined }),
});
