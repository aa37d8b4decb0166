import type { DashboardWindow } from "../app/ports.ts";
import type { DashboardWindowOptions } from "./dashboardWindow.ts";

/** The dashboard window, with the keychain, loaded when it is first asked for. */
export function createLazyDashboardWindow(
  options: Omit<DashboardWindowOptions, "secretStore">,
): DashboardWindow {
  let loading: Promise<DashboardWindow> | undefined;
  const loaded = () => {
    loading ??= load();
    return loading;
  };
  async function load(): Promise<DashboardWindow> {
    const [{ createDashboardWindow }, { keytarSecretStore }] = await Promise.all([
      import("./dashboardWindow.ts"),
      import("./adapters/keytarSecretStore.ts"),
    ]);
    return createDashboardWindow({ ...options, secretStore: keytarSecretStore });
  }
  return {
    open: async (listener) => (await loaded()).open(listener),
    forget: async () => (await loaded()).forget(),
  };
}
