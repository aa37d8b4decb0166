import type { Input } from "../../app/contract.ts";
import { openDialog } from "../flow.ts";
import { dismissNotice, tell } from "../notices.ts";
import { run } from "./run.ts";
import { isSettingUp, setUp } from "./setUp.ts";

/**
 * Has the main process read a block and shows it, in a dialog or as a step of setting up. Its token never
 * comes here.
 *
 * @param isSwitch - whether it is to be used at once
 */
export async function importFrom(
  source: Extract<Input<"onboard">["move"], { kind: "take" }>["source"],
  isSwitch = false,
): Promise<void> {
  dismissNotice();
  if (isSettingUp()) {
    await setUp({ kind: "take", source });
    return;
  }
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
