import type { CommandContext } from "../context.ts";
import { lookAround } from "../doctor/lookAround.ts";
import { publishHealth } from "../doctor/publishHealth.ts";

/**
 * Looks around and publishes what is wrong; from then on that is done again whenever the file, the balances or what
 * Codex says of the file have changed.
 */
export async function diagnose(context: CommandContext): Promise<undefined> {
  context.doctor.isOn = true;
  await lookAround(context);
  await publishHealth(context);
}
