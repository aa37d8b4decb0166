import type { CommandContext } from "../context.ts";
import type { Input } from "../contract.ts";
import { measureDrift } from "../drift/measureDrift.ts";
import { keepRepairable } from "../drift/sources.ts";
import { AppError } from "../errors.ts";

/**
 * Takes the file as it is now for the baseline, or a repair for seen.
 *
 * @throws AppError `CONFIG_CHANGED` when it is not what was shown
 */
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
  const { current, baseline } = await homeFiles.readBaseline();
  const { text, revision } = current;
  const isShown =
    baseline !== undefined &&
    text !== undefined &&
    measureDrift(baseline, text, homeFiles.revisionOf).key === key;
  if (!isShown || !(await homeFiles.keepBaseline(revision))) throw new AppError("CONFIG_CHANGED");
  context.setState({ drift: undefined });
  const accepted = await homeFiles.readBaseline();
  if (accepted.baseline) await keepRepairable(context, accepted.current, accepted.baseline);
}
