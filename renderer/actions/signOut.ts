import { tell } from "../notices.ts";
import { forgetUsage } from "../usage.ts";
import { words } from "../words.ts";
import { run } from "./run.ts";

/** Signs out and says whether the service knows of it. */
export async function signOut(): Promise<void> {
  const reply = await run("signOut", {});
  if (!reply.ok) return tell({ kind: "failure", failure: reply });
  forgetUsage();
  const body = reply.value.isRevoked
    ? words.t("account.signedOutRevoked")
    : words.t("account.signedOutOffline");
  tell({ kind: "done", title: words.t("account.signedOutDone"), body, canUndo: false });
}
