import type { Change } from "../../app/change/change.ts";
import type { Reply } from "../../app/contract.ts";
import { tell } from "../notices.ts";
import { useAppState } from "../store.ts";
import { words } from "../words.ts";

/** Tells what a change did, with Undo where there is something to take back. */
export function tellOutcome(change: Change, reply: Reply<"change">, nameBefore: string): void {
  if (!reply.ok) {
    tell({ kind: "failure", failure: reply });
    return;
  }
  // The new state may arrive after the reply, so the name comes with it.
  const { backupId, activeBefore, activeAfter, activeName, otherFiles } = reply.value;
  if (backupId === undefined && otherFiles === 0) {
    tell({ kind: "done", title: words.t("toast.unchanged"), canUndo: false });
    return;
  }
  const hasSwitched = activeBefore !== activeAfter;
  const title =
    hasSwitched && activeName !== undefined && change.kind !== "undo"
      ? words.t("toast.activated", { name: activeName })
      : titleOf(change, nameBefore);
  const body = hasSwitched ? { body: words.t("toast.newChats") } : {};
  tell({ kind: "done", title, ...body, canUndo: change.kind !== "undo" });
}

/** The name of a provider, or its id where the file does not define it. */
export function nameOf(providerId: string): string {
  const providers = useAppState.getState().snapshot?.providers ?? [];
  return providers.find(({ id }) => id === providerId)?.name ?? providerId;
}

function titleOf(change: Change, name: string): string {
  switch (change.kind) {
    case "activate":
      return words.t("toast.activated", { name });
    case "removeProvider":
      return words.t("toast.removed", { name });
    case "importBlock":
      return words.t("toast.imported");
    case "restoreBackup":
      return words.t("toast.restored");
    case "undo":
      return words.t("toast.undone");
    case "repairDrift":
      return words.t("toast.repaired");
    case "fix":
      return words.t("toast.fixed");
  }
}
