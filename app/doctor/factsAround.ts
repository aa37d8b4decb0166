import type { CommandContext } from "../context.ts";
import type { ConfigSnapshot } from "../homes/homeFiles.ts";
import { type DoctorFacts, noSurroundings } from "./facts.ts";

/** What the doctor knows when the file is as it is now. */
export function factsAround(context: CommandContext, config: ConfigSnapshot): DoctorFacts {
  const { account, doctor, ports, getState } = context;
  const { codexCheck, revision, balances, settings, notificationTrouble } = getState();
  return {
    now: ports.clock.now(),
    config,
    // What Codex said of another text says nothing of this one.
    codex: config.revision === revision ? codexCheck : { status: "unchecked" },
    balances: balances.items,
    blocks: account.blocks,
    surroundings: doctor.surroundings ?? noSurroundings,
    hasLookedAround: doctor.surroundings !== undefined,
    notificationTrouble: settings.notifications ? notificationTrouble : undefined,
  };
}
