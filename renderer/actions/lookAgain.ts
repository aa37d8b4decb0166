import { tell } from "../notices.ts";
import { run } from "./run.ts";

/** Has the file read, Codex and the desktop asked, and everything diagnosed afresh. */
export async function lookAgain(): Promise<void> {
  const replies = [
    await run("reload", { askCodex: true }),
    await run("checkNotifications", {}),
    await run("diagnose", {}),
  ];
  for (const reply of replies) if (!reply.ok) tell({ kind: "failure", failure: reply });
}
