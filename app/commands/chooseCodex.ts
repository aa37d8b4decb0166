import type { CommandContext } from "../context.ts";
import type { Input } from "../contract.ts";

/**
 * Lets the user pick the Codex program that is asked about the file, or goes back to looking for it. It runs as
 * the user, so it is picked in a dialog of the system and not named by a page.
 *
 * @throws AppError `SETTINGS_NOT_SAVED`
 */
export async function chooseCodex(
  context: CommandContext,
  { forget }: Input<"chooseCodex">,
): Promise<undefined> {
  const { codexProgram, settingsStore } = context.ports;
  const codexPath = forget ? "" : await codexProgram.choose();
  const { settings } = context.getState();
  if (codexPath === undefined || codexPath === settings.codexPath) return;
  settingsStore.write({ ...settings, codexPath });
  context.setState({ settings: { ...settings, codexPath } });
  context.checkByCodex();
}
