import type { CommandContext } from "../context.ts";

/** Gives up a sign-in that is under way. */
export async function cancelSignIn(context: CommandContext): Promise<undefined> {
  context.ports.dashboard.cancelSignIn();
}
