import type { CommandContext } from "../context.ts";
import type { Input } from "../contract.ts";

/** Takes over the user's choices and keeps them for the next start. @throws AppError `SETTINGS_NOT_SAVED` */
export async function changeSettings(
  context: CommandContext,
  { settings }: Input<"changeSettings">,
): Promise<undefined> {
  const changed = { ...context.getState().settings, ...settings };
  context.ports.settingsStore.write(changed);
  context.setState({ settings: changed });
}
