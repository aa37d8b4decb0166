import type { CommandContext } from "../context.ts";
import type { Input } from "../contract.ts";
import { AppError, toFailure } from "../errors.ts";
import {
  moveOnboarding,
  type OnboardingView,
  recordOf,
  takeBlock,
} from "../onboarding/onboarding.ts";
import { stageBlock } from "./stageBlock.ts";

/** Goes a step in setting up, or takes in a block for it. @throws AppError why the block was not taken */
export async function onboard(
  context: CommandContext,
  { move }: Input<"onboard">,
): Promise<undefined> {
  if (move.kind === "take") return take(context, move.source);
  publish(context, moveOnboarding(context.getState().onboarding, move));
}

async function take(
  context: CommandContext,
  source: Input<"stageBlock">["source"],
): Promise<undefined> {
  publish(context, { ...context.getState().onboarding, problem: undefined });
  try {
    const block = await stageBlock(context, { source });
    if (block) publish(context, takeBlock(context.getState().onboarding, block, source));
  } catch (error) {
    const problem = toFailure(error);
    publish(context, { ...context.getState().onboarding, problem, hasLostBlock: false });
    throw error;
  }
}

/** A step that cannot be kept is taken all the same: at worst it is taken again. */
function publish(context: CommandContext, onboarding: OnboardingView): void {
  const { ports, stagedBlocks } = context;
  const before = context.getState().onboarding;
  const isGone = before.block && before.block.importId !== onboarding.block?.importId;
  if (isGone && before.block) stagedBlocks.delete(before.block.importId);
  context.setState({ onboarding });
  const record = recordOf(onboarding);
  if (JSON.stringify(record) === JSON.stringify(recordOf(before))) return;
  try {
    ports.onboardingStore.write(record);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    ports.log.error("how far setting up has come was not kept", error);
  }
}
