import type { CommandContext } from "../context.ts";

/**
 * Puts "restart to apply" away until the next switch, for what is running now: the user knows that it is older than
 * the last one, or has begun a new chat in it, which no process shows.
 */
export async function dismissRestart(context: CommandContext): Promise<undefined> {
  const { staleCodex } = context.getState();
  for (const { pid, startedAt } of staleCodex)
    context.switchMemory.dismissed.set(pid, Date.parse(startedAt));
  context.setState({ staleCodex: [] });
}
