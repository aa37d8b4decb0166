import type { CommandContext } from "../context.ts";
import type { Input } from "../contract.ts";
import { AppError } from "../errors.ts";

/**
 * Opens the service's page for putting money on a balance.
 *
 * @throws AppError `BALANCE_NOT_FOUND`, `DASHBOARD_BAD_ANSWER`, `BROWSER_NOT_OPENED`
 */
export async function openTopUp(
  { account, ports }: CommandContext,
  { balanceId }: Input<"openTopUp">,
): Promise<undefined> {
  const balance = account.known?.balances.find(({ id }) => id === balanceId);
  if (!balance) throw new AppError("BALANCE_NOT_FOUND");
  await ports.dashboard.openPage(balance.topUpUrl);
}
