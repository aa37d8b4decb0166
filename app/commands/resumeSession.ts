import type { CommandContext } from "../context.ts";
import { publishBalances } from "../publishAccount.ts";
import { refreshBalances } from "./refreshBalances.ts";
import { publishSession } from "./signIn.ts";

/** Takes up the session that is kept from before: shows the last known balances, then fresh ones. */
export async function resumeSession(context: CommandContext): Promise<undefined> {
  const { dashboard, balanceCache } = context.ports;
  const session = await dashboard.restore();
  if (!session) return undefined;
  publishSession(context, session);
  context.account.known ??= await balanceCache.read();
  publishBalances(context);
  return refreshBalances(context);
}
