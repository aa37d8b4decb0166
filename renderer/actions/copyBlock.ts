import { tell } from "../notices.ts";
import { words } from "../words.ts";
import { run } from "./run.ts";

/** Has the main process put a block on the clipboard, and says that it will not stay there. */
export async function copyBlock(providerId: string): Promise<void> {
  const reply = await run("copyBlock", { providerId });
  if (!reply.ok) return tell({ kind: "failure", failure: reply });
  tell({
    kind: "done",
    title: words.t("balances.copied"),
    body: words.t("balances.copiedBody"),
    canUndo: false,
  });
}
