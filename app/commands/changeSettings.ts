import type { CommandContext } from "../context.ts";
import type { Input } from "../contract.ts";

/** Takes over the user's choices and keeps them for the next start; another Codex is asked about the file at once. */
export async function changeSettings(
  context: CommandContext,
  { settings }: Input<"changeSettings">,
): Promise<undefined> {
  const { codexPath } = context.getState().settings;
  context.ports.settingsStore.write(settings);
  context.setState({ settings });
  if (settings.codexPath !== codexPath) context.checkByCodex();
}
