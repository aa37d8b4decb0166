import { tell } from "../notices.ts";
import { run } from "./run.ts";
import { isSettingUp, setUp } from "./setUp.ts";

/** Opens the service's own pages; what they show is then what the setting-up chooses from. */
export async function openDashboard(): Promise<void> {
  const reply = await run("openDashboard", {});
  if (!reply.ok) tell({ kind: "failure", failure: reply });
  else if (isSettingUp()) await setUp({ kind: "begin", way: "dashboard" });
}
