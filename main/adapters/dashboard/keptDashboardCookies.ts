import type { Keeping } from "../../../app/account/session.ts";
import { dashboardOrigin } from "../../../app/provider/address.ts";
import { machineKeychain } from "../keychain/keytarSecretStore.ts";
import { dashboardCookiesKey } from "./dashboardCookies.ts";

/**
 * Where the session of the dashboard window is kept, without opening that window.
 *
 * @param folder - where this program keeps its data
 * @throws AppError `DASHBOARD_ADDRESS_REFUSED`
 */
export async function keptDashboardCookies(
  address: string,
  folder: string,
): Promise<Keeping | undefined> {
  const kept = await machineKeychain(folder).read(dashboardCookiesKey(dashboardOrigin(address)));
  return kept === undefined ? undefined : { place: "keychain" };
}

/**
 * Forgets what the desktop keeps of the session of its dashboard window, from the terminal; tells whether there was
 * anything.
 *
 * @throws AppError `DASHBOARD_ADDRESS_REFUSED`
 */
export async function forgetDashboardCookies(address: string, folder: string): Promise<boolean> {
  const had = (await keptDashboardCookies(address, folder)) !== undefined;
  if (had) await machineKeychain(folder).remove(dashboardCookiesKey(dashboardOrigin(address)));
  return had;
}
