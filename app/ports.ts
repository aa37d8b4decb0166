import type { BalanceCache } from "./account/balances.ts";
import type { Dashboard } from "./account/dashboard.ts";
import type { DashboardWindow } from "./account/dashboardWindow.ts";
import type { CodexProcesses } from "./codex/codexProcesses.ts";
import type { CodexProgram } from "./codex/codexProgram.ts";
import type { ProviderGateway } from "./codex/providerCheck.ts";
import type { BlockSource, Clipboard, DesktopNotifications, FileViewer } from "./desktopPorts.ts";
import type { DiagnosticsPort } from "./doctor/diagnosticsPort.ts";
import type { OtherFiles, Surroundings } from "./doctor/surroundings.ts";
import type { HomeFiles } from "./homes/homeFiles.ts";
import type { LoginItem } from "./loginItem.ts";
import type { OnboardingStore } from "./onboarding/onboarding.ts";
import type { SettingsStore } from "./settings.ts";

/** The time. */
export interface Clock {
  now(): Date;
  /** Calls back once after so many milliseconds; returns how to stop. */
  after(delayMs: number, callback: () => void): () => void;
}

/** The program's own log; what goes in has been redacted by the adapter once more. */
export interface Log {
  info(message: string): void;
  error(message: string, error: unknown): void;
}

/** Everything the application needs from the machine. */
export interface Ports {
  readonly homeFiles: HomeFiles;
  readonly codexProgram: CodexProgram;
  readonly codexProcesses: CodexProcesses;
  readonly providerGateway: ProviderGateway;
  readonly blockSource: BlockSource;
  readonly clipboard: Clipboard;
  readonly fileViewer: FileViewer;
  readonly dashboard: Dashboard;
  readonly dashboardWindow: DashboardWindow;
  readonly surroundings: Surroundings;
  readonly otherFiles: OtherFiles;
  /** Undefined where nobody can write an archive. */
  readonly diagnostics?: DiagnosticsPort;
  /**
   * Undefined in a terminal, which shows none: it may run in another session than the desktop app, over SSH for one,
   * and would tell of that one.
   */
  readonly desktopNotifications?: DesktopNotifications;
  readonly balanceCache: BalanceCache;
  readonly settingsStore: SettingsStore;
  readonly onboardingStore: OnboardingStore;
  readonly loginItem: LoginItem;
  readonly clock: Clock;
  readonly log: Log;
}
