import type { Dashboard } from "../../../app/account/dashboard.ts";
import { type KeychainWatcher, machineKeychain } from "../keychain/keytarSecretStore.ts";
import { systemClock } from "../systemClock.ts";
import { createHttpDashboard, type HttpDashboardOptions } from "./httpDashboard.ts";
import { createSessionLock } from "./sessionLock.ts";

/** What differs between the desktop and the terminal. */
type ConnectOptions = Pick<HttpDashboardOptions, "origin" | "openInBrowser" | "fetch"> & {
  /** Where both keep their data. */
  readonly folder: string;
  readonly keychainWatcher: KeychainWatcher;
};

/** Connects to a service with this machine's keychain and clock; a module of its own, to be loaded when needed. */
export function connectDashboard({
  folder,
  keychainWatcher,
  ...options
}: ConnectOptions): Dashboard {
  const secretStore = machineKeychain(folder);
  secretStore.watch(keychainWatcher);
  return createHttpDashboard({
    ...options,
    secretStore,
    clock: systemClock,
    exclusively: createSessionLock(folder),
  });
}
