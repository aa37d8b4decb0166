import type { Input } from "../../app/contract.ts";
import { tell } from "../notices.ts";
import { run } from "./run.ts";

/** Changes some of the settings and tells why that failed; which programs run has commands of its own. */
export async function changeSettings(
  settings: Input<"changeSettings">["settings"],
): Promise<boolean> {
  const reply = await run("changeSettings", { settings });
  if (!reply.ok) tell({ kind: "failure", failure: reply });
  return reply.ok;
}
