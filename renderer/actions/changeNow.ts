import type { Change } from "../../app/change/change.ts";
import { openDialog } from "../flow.ts";
import { dismissNotice } from "../notices.ts";
import { run } from "./run.ts";
import { nameOf, tellOutcome } from "./tellOutcome.ts";

/** A change that is small enough to be made without a look at it first, because one click takes it back. */
export type QuickChange = Extract<Change, { kind: "activate" | "undo" }>;

/** Makes a change at once. If the file has changed meanwhile, shows what it would do to the file as it is now. */
export async function changeNow(change: QuickChange): Promise<void> {
  dismissNotice();
  const reply = await run("change", { change });
  if (!reply.ok && reply.code === "CONFIG_CHANGED")
    return openDialog({ kind: "change", change, isStale: true });
  tellOutcome(change, reply, change.kind === "activate" ? nameOf(change.providerId) : "");
}
