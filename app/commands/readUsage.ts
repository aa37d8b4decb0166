import type { CommandContext } from "../context.ts";
import type { Input, Usage } from "../contract.ts";

/** What each balance was used for on each of the last days. @throws AppError as the service does */
export async function readUsage(
  context: CommandContext,
  { days }: Input<"readUsage">,
): Promise<Usage> {
  return Object.fromEntries(await context.ports.dashboard.usage(days));
}
