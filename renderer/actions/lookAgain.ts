import { tell } from "../notices.ts";
import { run } from "./run.ts";

/** Has the file read, Codex asked and everything diagnosed afresh. */
export async function lookAgain(): Promise<void> {
  for (const reply of [await run("reload", { askCodex: true }), await run("diagnose", {})])
    if (!reply.ok) tell({ kind: "failure", failure: reply });
}
