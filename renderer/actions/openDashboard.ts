import { tell } from "../notices.ts";
import { run } from "./run.ts";

/** Opens the service's own pages in their window. */
export async function openDashboard(): Promise<void> {
  const reply = await run("openDashboard", {});
  if (!reply.ok) tell({ kind: "failure", failure: reply });
}
