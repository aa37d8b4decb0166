import type { DashboardWindow } from "../app/account/dashboardWindow.ts";
import type { DashboardWindowOptions } from "./dashboardWindow.ts";

/** The dashboard window, with the keychain, loaded when it is first asked for. */
export function createLazyDashboardWindow(
  options: Omit<DashboardWindowOptions, "secretStore"> & {
    /** Where this program keeps its data. */
    readonly dataFolder: string;
  },
): DashboardWindow {
  const { dataFolder } = options;
  let loading: Promise<Omit<DashboardWindow, "kept">> | undefined;
  const loaded = () => {
    loading ??= load();
    return loading;
  };
  async function load(): Promise<Omit<DashboardWindow, "kept">> {
    const [{ createDashboardWindow }, { machineKeychain }] = await Promise.all([
      import("./dashboardWindow.ts"),
      import("./adapters/keychain/keytarSecretStore.ts"),
    ]);
    return createDashboardWindow({ ...options, secretStore: machineKeychain(dataFolder) });
  }
  return {
    open: async (listener) => (await loaded()).open(listener),
    async kept() {
      const address = options.getAddress();
      if (address === "") return undefined;
      const { keptDashboardCookies } = await import("./adapters/dashboard/keptDashboardCookies.ts");
      return keptDashboardCookies(address, dataFolder);
    },
    forget: async () => (await loaded()).forget(),
  };
}
