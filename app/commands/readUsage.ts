import { fillDays, lastDays } from "../account/usageDays.ts";
import type { CommandContext } from "../context.ts";
import type { Input, Usage } from "../contract.ts";

/** What each balance was used for on each of the last days. @throws AppError as the service does */
export async function readUsage(
  context: CommandContext,
  { days }: Input<"readUsage">,
): Promise<Usage> {
  const { to, balances: told } = await context.ports.dashboard.usage(days);
  const dates = lastDays(to, days);
  const known = context.account.known?.balances ?? [];
  const unused = known
    .filter(({ id }) => !told.has(id))
    .map(({ id, money }) => [id, { currency: money.currency, days: [] }] as const);
  const balances = [...told, ...unused].map(
    ([id, usage]) => [id, { ...usage, days: fillDays(usage.days, dates) }] as const,
  );
  return { timeZone: "UTC", from: dates[0] ?? to, to, balances: Object.fromEntries(balances) };
}
