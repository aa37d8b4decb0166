import type { Balance } from "../sandboxState.ts";

/** The systems there is an installer for. */
export type InstallerSystem = "unix" | "windows";

/** The name of the downloaded file. */
export function installerName(balance: Balance, system: InstallerSystem): string {
  return `install-${balance.providerId}.${system === "unix" ? "sh" : "ps1"}`;
}
