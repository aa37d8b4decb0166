import type { CommandContext } from "../context.ts";
import type { Input } from "../contract.ts";

/**
 * Lets the user pick the desktop app of Codex they use, where there is no official one, or forgets it. It will be
 * started, so it is picked in a dialog of the system and not named by a page.
 *
 * @throws AppError `SETTINGS_NOT_SAVED`
 */
export async function chooseCodexDesktop(
  context: CommandContext,
  { forget }: Input<"chooseCodexDesktop">,
): Promise<undefined> {
  const { codexProcesses, settingsStore } = context.ports;
  const codexDesktopPath = forget ? "" : await codexProcesses.chooseDesktop();
  const { settings } = context.getState();
  if (codexDesktopPath === undefined || codexDesktopPath === settings.codexDesktopPath) return;
  settingsStore.write({ ...settings, codexDesktopPath });
  context.setState({ settings: { ...settings, codexDesktopPath } });
}
