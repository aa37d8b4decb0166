import type { CommandContext } from "../context.ts";
import type { Input } from "../contract.ts";

/** Takes over the user's choices and keeps them for the next start. */
export async function changeSettings(
  context: CommandContext,
  { settings }: Input<"changeSettings">,
): Promise<undefined> {
  context.ports.settingsStore.write(settings);
  context.setState({ settings });
}
