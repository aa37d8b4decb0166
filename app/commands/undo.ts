import { applyChange } from "../applyChange.ts";
import type { CommandContext } from "../context.ts";
import type { ChangeReport, Input } from "../contract.ts";

/**
 * Takes back this program's last write, byte for byte.
 *
 * @throws AppError `NOTHING_TO_UNDO`, or `CONFIG_CHANGED` when the file has changed since and no preview was seen
 */
export function undo(context: CommandContext, { expected }: Input<"undo">): Promise<ChangeReport> {
  return applyChange(context, { kind: "undo" }, expected);
}
