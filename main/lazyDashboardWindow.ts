import type { DashboardWindow } from "../app/account/dashboardWindow.ts";
import { lazyPort } from "./adapters/lazyPorts.ts";
import type { DashboardWindowOptions } from "./dashboardWindow.ts";

/** The dashboard window, with the keychain. Whether a session was kept is asked without either. */
export function createLazyDashboardWindow(
  options: Omit<DashboardWindowOptions, "secretStore"> & {
    /** Where this program keeps its data. */
    readonly dataFolder: string;
  },
): DashboardWindow {
  const { dataFolder } = options;
  const window = lazyPort(
    async () => {
      const [{ createDashboardWindow }, { machineKeychain }] = await Promise.all([
        import("./dashboardWindow.ts"),
        import("./adapters/keychain/keytarSecretStore.ts"),
      ]);
      return createDashboardWindow({ ...options, secretStore: machineKeychain(dataFolder) });
    },
    "open",
    "forget",
  );
  return {
    ...window,
    async kept() {
      const address = options.getAddress();
      if (address === "") return undefined;
      const { keptDashboardCookies } = await import("./adapters/dashboard/keptDashboardCookies.ts");
      return keptDashboardCookies(address, dataFolder);
    },
  };
}
