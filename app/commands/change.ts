import { applyChange } from "../change/applyChange.ts";
import type { ChangeReport } from "../change/change.ts";
import type { CommandContext } from "../context.ts";
import type { Input } from "../contract.ts";

/** Changes config.toml, and what else belongs to the change. @throws AppError as its kind says */
export function change(
  context: CommandContext,
  { change: asked, expected }: Input<"change">,
): Promise<ChangeReport> {
  return applyChange(context, asked, expected);
}
