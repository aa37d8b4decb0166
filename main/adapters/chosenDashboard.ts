import { AppError } from "../../app/errors.ts";
import type { Dashboard } from "../../app/ports.ts";

/**
 * The service whose address the user has chosen; another one as soon as they choose another. Without an address
 * nobody is signed in and nothing is asked of the network.
 *
 * @param create - makes the connection to one address; called once per address
 */
export function createChosenDashboard(
  getAddress: () => string,
  create: (address: string) => Dashboard,
): Dashboard {
  const known = new Map<string, Dashboard>();
  const chosen = (): Dashboard | undefined => {
    const address = getAddress();
    if (address === "") return undefined;
    const dashboard = known.get(address) ?? create(address);
    known.set(address, dashboard);
    return dashboard;
  };
  const required = (): Dashboard => {
    const dashboard = chosen();
    if (!dashboard) throw new AppError("SIGN_IN_UNAVAILABLE");
    return dashboard;
  };
  return {
    restore: async () => chosen()?.restore(),
    signIn: async (way) => required().signIn(way),
    cancelSignIn: () => chosen()?.cancelSignIn(),
    signOut: async () => (await chosen()?.signOut()) ?? { isRevoked: false },
    balances: async () => required().balances(),
    blocks: async () => required().blocks(),
    usage: async (days) => required().usage(days),
  };
}
