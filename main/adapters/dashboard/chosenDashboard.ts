import type { Dashboard } from "../../../app/account/dashboard.ts";
import { AppError } from "../../../app/errors.ts";

/**
 * The service whose address the user has chosen; another one as soon as they choose another. Without an address
 * nobody is signed in and nothing is asked of the network, and what talks to the service is not even loaded.
 *
 * @param connect - makes the connection to one address; called once per address
 */
export function createChosenDashboard(
  getAddress: () => string,
  connect: (address: string) => Promise<Dashboard>,
): Dashboard {
  const connections = new Map<string, Promise<Dashboard>>();
  const chosen = async (): Promise<Dashboard | undefined> => {
    const address = getAddress();
    if (address === "") return undefined;
    const connection = connections.get(address) ?? connect(address);
    connections.set(address, connection);
    return connection;
  };
  const required = async (): Promise<Dashboard> => {
    const dashboard = await chosen();
    if (!dashboard) throw new AppError("SIGN_IN_UNAVAILABLE");
    return dashboard;
  };
  return {
    restore: async () => (await chosen())?.restore(),
    signIn: async (way) => (await required()).signIn(way),
    cancelSignIn: () => void chosen().then((dashboard) => dashboard?.cancelSignIn()),
    signOut: async () => (await (await chosen())?.signOut()) ?? { isRevoked: false },
    balances: async () => (await required()).balances(),
    blocks: async () => (await required()).blocks(),
    usage: async (days) => (await required()).usage(days),
    openPage: async (address) => (await required()).openPage(address),
  };
}
