import type { KnownBalances } from "../account/balances.ts";
import { compareBlocks } from "../account/compareBlocks.ts";
import { publishBalances } from "../account/publishAccount.ts";
import type { CommandContext } from "../context.ts";
import { AppError, toFailure } from "../errors.ts";

/**
 * Gets the balances and blocks afresh. Whoever asks while that is under way shares it. A service that cannot be
 * reached is a state to show, with the last known numbers, not a failure of the command.
 *
 * @throws AppError `SIGNED_OUT` without an account
 */
export async function refreshBalances(context: CommandContext): Promise<undefined> {
  if (context.getState().account.status !== "signedIn") throw new AppError("SIGNED_OUT");
  context.account.refreshing ??= refresh(context).finally(() => {
    context.account.refreshing = undefined;
  });
  return context.account.refreshing;
}

async function refresh(context: CommandContext): Promise<undefined> {
  const { dashboard, clock, homeFiles, log } = context.ports;
  publishBalances(context, { isLoading: true });
  try {
    const [{ asOf, balances }, blocks] = await Promise.all([
      dashboard.balances(),
      dashboard.blocks(),
    ]);
    // Signed out meanwhile: what comes late belongs to nobody.
    if (context.getState().account.status !== "signedIn") return;
    const known = { asOf, balances, fetchedAt: clock.now().toISOString() };
    Object.assign(context.account, { known, blocks });
    compareBlocks(context, await homeFiles.read());
    publishBalances(context, { isLoading: false, problem: undefined });
    await keepForLater(context, known);
  } catch (error) {
    if (!(error instanceof AppError)) log.error("the balances could not be read", error);
    publishBalances(context, { isLoading: false, problem: toFailure(error) });
    expireSession(context, error);
  }
}

/** Balances that cannot be kept are known all the same. */
async function keepForLater({ ports }: CommandContext, known: KnownBalances): Promise<void> {
  try {
    await ports.balanceCache.write(known);
  } catch (error) {
    ports.log.error("the balances could not be kept for the next start", error);
  }
}

function expireSession(context: CommandContext, error: unknown): void {
  const { account } = context.getState();
  if (error instanceof AppError && error.code === "SIGNED_OUT" && account.status === "signedIn")
    context.setState({ account: { status: "expired", email: account.email } });
}
