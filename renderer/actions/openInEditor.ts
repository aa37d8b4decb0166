import { tell } from "../notices.ts";
import { run } from "./run.ts";

/** Has the main process open config.toml in the user's own editor. */
export async function openInEditor(): Promise<void> {
  const reply = await run("openConfig", {});
  if (!reply.ok) tell({ kind: "failure", failure: reply });
}
