import type { Input } from "../../app/contract.ts";
import { openDialog } from "../flow.ts";
import { dismissNotice, tell } from "../notices.ts";
import { run } from "./run.ts";

/** Has the main process read a block and opens the dialog that shows it. Its token never comes here. `isSwitch`: to use it at once. */
export async function importFrom(
  source: Input<"stageBlock">["source"],
  isSwitch = false,
): Promise<void> {
  dismissNotice();
  const reply = await run("stageBlock", { source });
  if (!reply.ok) tell({ kind: "failure", failure: reply });
  else if (reply.value)
    openDialog({
      kind: "import",
      block: reply.value,
      isFromAccount: source.kind === "account",
      isSwitch,
    });
}
