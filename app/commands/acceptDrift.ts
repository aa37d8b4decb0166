import { measureDrift } from "../change/measureDrift.ts";
import type { CommandContext } from "../context.ts";
import type { Input } from "../contract.ts";
import { AppError } from "../errors.ts";

/** Takes the file as it is now for settled, or a repair for seen. @throws AppError `CONFIG_CHANGED` when it is not what was shown */
export async function acceptDrift(
  context: CommandContext,
  { key }: Input<"acceptDrift">,
): Promise<undefined> {
  const { homeFiles } = context.ports;
  const { drift } = context.getState();
  if (drift?.key === key && drift.isRepaired) {
    context.setState({ drift: undefined });
    return;
  }
  const { text } = await homeFiles.read();
  const { settled } = context;
  if (settled === undefined || text === undefined) throw new AppError("CONFIG_CHANGED");
  if (measureDrift(settled, text, homeFiles).key !== key) throw new AppError("CONFIG_CHANGED");
  await homeFiles.keepSettled(text);
  context.settled = undefined;
  context.setState({ drift: undefined });
}
