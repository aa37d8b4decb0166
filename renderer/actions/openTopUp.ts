import { tell } from "../notices.ts";
import { run } from "./run.ts";

/** Has the main process open the service's page for putting money on a balance; tells when it could not. */
export async function openTopUp(balanceId: string): Promise<void> {
  const reply = await run("openTopUp", { balanceId });
  if (!reply.ok) tell({ kind: "failure", failure: reply });
}
