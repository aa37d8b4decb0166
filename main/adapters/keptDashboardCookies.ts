import type { Keeping } from "../../app/ports.ts";
import { dashboardOrigin } from "./dashboard/dashboardAddress.ts";
import { dashboardCookiesKey } from "./dashboard/dashboardCookies.ts";
import { keytarSecretStore } from "./keytarSecretStore.ts";

/**
 * Where the session of the dashboard window is kept, without opening that window.
 *
 * @throws AppError `DASHBOARD_ADDRESS_REFUSED`
 */
export async function keptDashboardCookies(address: string): Promise<Keeping | undefined> {
  const kept = await keytarSecretStore.read(dashboardCookiesKey(dashboardOrigin(address)));
  return kept === undefined ? undefined : { place: "keychain" };
}

/**
 * Forgets what the desktop keeps of the session of its dashboard window, from the terminal; tells whether there was
 * anything.
 *
 * @throws AppError `DASHBOARD_ADDRESS_REFUSED`
 */
export async function forgetDashboardCookies(address: string): Promise<boolean> {
  const had = (await keptDashboardCookies(address)) !== undefined;
  if (had) await keytarSecretStore.remove(dashboardCookiesKey(dashboardOrigin(address)));
  return had;
}
