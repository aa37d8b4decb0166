import { applyChange } from "../change/applyChange.ts";
import type { ChangeReport } from "../change/changeReport.ts";
import type { CommandContext } from "../context.ts";
import type { Input } from "../contract.ts";

/**
 * Takes a provider out of the file. Chats that were begun with it cannot go on without it (measured with
 * Codex 0.169.0), which views say before they ask. @throws AppError `PROVIDER_IN_USE` for the active one
 */
export function removeProvider(
  context: CommandContext,
  { providerId, expected }: Input<"removeProvider">,
): Promise<ChangeReport> {
  return applyChange(context, { kind: "removeProvider", providerId }, expected);
}
