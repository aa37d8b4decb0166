import { publishBalances } from "../account/publishAccount.ts";
import type { CommandContext } from "../context.ts";
import { AppError } from "../errors.ts";
import { refreshBalances } from "./refreshBalances.ts";
import { publishSession } from "./signIn.ts";

/** Takes up the sessions that are kept from before: shows the last known balances, then fresh ones. */
export async function resumeSession(context: CommandContext): Promise<undefined> {
  const { dashboard, balanceCache } = context.ports;
  const session = await dashboard.restore();
  if (!session) return publishPages(context);
  // Begun while the keychain was thinking: it ends with a session of its own.
  if (context.getState().account.status === "signingIn") return undefined;
  publishSession(context, session);
  context.account.known ??= await balanceCache.read();
  publishBalances(context);
  await publishPages(context);
  return refreshBalances(context);
}

/** Says that the dashboard window has a session, which it takes up when it is opened. */
async function publishPages(context: CommandContext): Promise<undefined> {
  try {
    const keeping = await context.ports.dashboardWindow.kept();
    const { dashboard } = context.getState();
    if (keeping && !dashboard.keeping) context.setState({ dashboard: { ...dashboard, keeping } });
  } catch (error) {
    // An address that is refused has no session.
    if (!(error instanceof AppError)) throw error;
  }
}
