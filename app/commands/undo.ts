import { applyChange } from "../applyChange.ts";
import type { CommandContext } from "../context.ts";
import type { ChangeReport, Input } from "../contract.ts";
import { AppError } from "../errors.ts";

/**
 * Takes back this program's last write, byte for byte. Without a preview it does so only while the file still
 * is what that write made of it, because the whole older file comes back, and with it anything older.
 *
 * @throws AppError `NOTHING_TO_UNDO`, or `CONFIG_CHANGED` when the file has changed since and no preview was seen
 */
export async function undo(
  context: CommandContext,
  { expected }: Input<"undo">,
): Promise<ChangeReport> {
  if (!context.getState().undo) throw new AppError("NOTHING_TO_UNDO");
  const current = await context.ports.homeFiles.read();
  if (!expected && context.lastWrite?.revision !== current.revision)
    throw new AppError("CONFIG_CHANGED");
  return applyChange(context, { kind: "undo" }, expected);
}
