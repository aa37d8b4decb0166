import { publishBalances } from "../account/publishAccount.ts";
import type { CommandContext } from "../context.ts";

/** Revokes the session, and forgets it, that of the dashboard window and the account, also when the service cannot be told. */
export async function signOut(context: CommandContext): Promise<{ readonly isRevoked: boolean }> {
  const outcome = await context.ports.dashboard.signOut();
  const hadPages = await context.ports.dashboardWindow.forget();
  await context.ports.balanceCache.write(undefined);
  Object.assign(context.account, { known: undefined, blocks: [], outdated: new Set() });
  context.dashboardBlocks.clear();
  context.setState({
    account: { status: "signedOut" },
    dashboard: { keeping: undefined, found: [], problem: undefined },
  });
  publishBalances(context, { problem: undefined, isLoading: false });
  // Nobody but its own pages can end a session of theirs.
  return { isRevoked: outcome.isRevoked && !hadPages };
}
