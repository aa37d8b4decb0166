import type { Input, Reply } from "../../app/contract.ts";
import { tell } from "../notices.ts";
import { useAppState } from "../store.ts";
import { run } from "./run.ts";

type Move = Input<"onboard">["move"];

/** Whether the window shows the steps of setting up. */
export function isSettingUp(): boolean {
  return useAppState.getState().snapshot?.onboarding.status === "open";
}

/** Goes a step in setting up. Why a block was not taken stands in the state; anything else is told. */
export async function setUp(move: Move): Promise<Reply<"onboard">> {
  const reply = await run("onboard", { move });
  if (!reply.ok && move.kind !== "take") tell({ kind: "failure", failure: reply });
  return reply;
}
