import type { SettingsStore } from "../../../app/settings.ts";

/** Settings whose dashboard is given for this run alone, as by the demo; what is stored stays. */
export function withGivenDashboard(
  store: SettingsStore,
  dashboard: string | undefined,
): SettingsStore {
  if (dashboard === undefined) return store;
  return {
    read: () => ({ ...store.read(), dashboard }),
    write: (settings) => store.write({ ...settings, dashboard: store.read().dashboard }),
  };
}
