import type { CommandContext } from "../context.ts";
import { publishBalances } from "../publishAccount.ts";

/** Revokes the session and forgets the account, also when the service cannot be told. */
export async function signOut(context: CommandContext): Promise<{ readonly isRevoked: boolean }> {
  const outcome = await context.ports.dashboard.signOut();
  await context.ports.balanceCache.write(undefined);
  Object.assign(context.account, { known: undefined, blocks: [], outdated: new Set() });
  context.setState({ account: { status: "signedOut" } });
  publishBalances(context, { problem: undefined, isLoading: false });
  return outcome;
}
