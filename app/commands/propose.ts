import type { CommandContext } from "../context.ts";
import type { Input } from "../contract.ts";

/** Leaves a switch for the window to put before the user, or takes it back once the window has. */
export async function propose(
  context: CommandContext,
  { proposal }: Input<"propose">,
): Promise<undefined> {
  context.setState({ proposal });
}
