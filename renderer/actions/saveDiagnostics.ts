import { tell } from "../notices.ts";
import { words } from "../words.ts";
import { run } from "./run.ts";

/** Writes the file for support. The main process asks where it goes. */
export async function saveDiagnostics(): Promise<void> {
  const reply = await run("exportDiagnostics", {});
  if (!reply.ok) tell({ kind: "failure", failure: reply });
  else if (reply.value.isSaved)
    tell({ kind: "done", title: words.t("diagnostics.saved"), canUndo: false });
}
