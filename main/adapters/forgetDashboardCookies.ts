import { dashboardOrigin } from "./dashboard/dashboardAddress.ts";
import { dashboardCookiesKey } from "./dashboard/dashboardCookies.ts";
import { keytarSecretStore } from "./keytarSecretStore.ts";

/**
 * Forgets what the desktop keeps of the session of its dashboard window, from the terminal; tells whether there was
 * anything.
 *
 * @throws AppError `DASHBOARD_ADDRESS_REFUSED`
 */
export async function forgetDashboardCookies(address: string): Promise<boolean> {
  const key = dashboardCookiesKey(dashboardOrigin(address));
  const had = (await keytarSecretStore.read(key)) !== undefined;
  if (had) await keytarSecretStore.remove(key);
  return had;
}
