import type { Expected } from "../../app/change/expected.ts";
import type { Change, Reply } from "../../app/contract.ts";
import { run } from "./run.ts";

/** Every command that changes config.toml replies alike. */
export type ChangeReply = Reply<"activate">;

/** Asks for a change. With `expected` it is made only if it comes out as the preview showed it. */
export function requestChange(change: Change, expected: Expected): Promise<ChangeReply> {
  switch (change.kind) {
    case "activate":
      return run("activate", { providerId: change.providerId, expected });
    case "removeProvider":
      return run("removeProvider", { providerId: change.providerId, expected });
    case "restoreBackup":
      return run("restoreBackup", { backupId: change.backupId, expected });
    case "undo":
      return run("undo", { expected });
    case "repairDrift":
      return run("repairDrift", { expected });
    case "fix":
      return run("fix", { findings: change.findings, expected });
    case "importBlock": {
      const { kind: _kind, ...choices } = change;
      return run("importBlock", { ...choices, expected });
    }
  }
}
