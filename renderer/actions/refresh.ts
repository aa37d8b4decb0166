import { tell } from "../notices.ts";
import { useAppState } from "../store.ts";
import { run } from "./run.ts";

/** Asks the service for the balances; without an account, reads the file and asks Codex about it. */
export async function refresh(): Promise<void> {
  const isSignedIn = useAppState.getState().snapshot?.account.status === "signedIn";
  const reply = isSignedIn
    ? await run("refreshBalances", {})
    : await run("reload", { askCodex: true });
  if (!reply.ok) tell({ kind: "failure", failure: reply });
}
