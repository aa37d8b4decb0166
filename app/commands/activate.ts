import { applyChange } from "../change/applyChange.ts";
import type { ChangeReport } from "../change/changeReport.ts";
import type { CommandContext } from "../context.ts";
import type { Input } from "../contract.ts";

/** Makes a provider active: the root `model_provider` gets its id, nothing else changes. @throws AppError */
export function activate(
  context: CommandContext,
  { providerId, expected }: Input<"activate">,
): Promise<ChangeReport> {
  return applyChange(context, { kind: "activate", providerId }, expected);
}
