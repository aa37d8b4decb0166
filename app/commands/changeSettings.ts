import { publishBalances } from "../account/publishAccount.ts";
import type { CommandContext } from "../context.ts";
import type { Input } from "../contract.ts";

/** Takes over what the user chose and keeps it for the next start. @throws AppError `SETTINGS_NOT_SAVED` */
export async function changeSettings(
  context: CommandContext,
  { settings }: Input<"changeSettings">,
): Promise<undefined> {
  const before = context.getState().settings;
  const changed = { ...before, ...settings };
  context.ports.settingsStore.write(changed);
  context.setState({ settings: changed });
  if (changed.dashboard !== before.dashboard) forgetPages(context);
  // What counts as low may be another share now.
  publishBalances(context);
}

/** What the pages of another service have shown is of no use any more. */
function forgetPages(context: CommandContext): void {
  context.dashboardBlocks.clear();
  context.setState({ dashboard: { keeping: undefined, found: [], problem: undefined } });
}
