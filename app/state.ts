import type { BalanceView } from "./account/balances.ts";
import type { Keeping } from "./account/session.ts";
import type { CodexProcessView } from "./codex/codexProcesses.ts";
import type { CodexCheck } from "./codex/codexProgram.ts";
import type { ProviderCheck } from "./codex/providerCheck.ts";
import type { NotificationTrouble } from "./desktopPorts.ts";
import type { SwitcherId } from "./doctor/facts.ts";
import type { FindingView } from "./doctor/finding.ts";
import type { Drift } from "./drift/drift.ts";
import type { Failure } from "./errors.ts";
import type { WriteReason } from "./homes/homeFiles.ts";
import { type OnboardingView, parseOnboarding, resumeOnboarding } from "./onboarding/onboarding.ts";
import { isCodexBuiltIn, type ProviderView, type Service } from "./provider/providerView.ts";
import type { Settings } from "./settings.ts";

/** What the last write of this program can be taken back to. */
export interface UndoView {
  /** Undefined: only other files than config.toml were changed. */
  readonly backupId: string | undefined;
  readonly reason: WriteReason;
  /** ISO 8601, UTC. */
  readonly createdAt: string;
  /** Whether the file still is what that write made of it, so that nothing else is taken back with it. */
  readonly isImmediate: boolean;
}

/** The account as the views show it. */
export type AccountView =
  | { readonly status: "signedOut" }
  | { readonly status: "signingIn" }
  | { readonly status: "signedIn"; readonly email: string; readonly keeping: Keeping }
  /** The service no longer takes the session; the user has to sign in again. */
  | { readonly status: "expired"; readonly email: string };

/** The balances as the views show them. */
export interface BalancesView {
  readonly items: readonly BalanceView[];
  /** ISO 8601, UTC; undefined before they were ever known. */
  readonly fetchedAt: string | undefined;
  readonly isLoading: boolean;
  /** Why the numbers are not fresh. */
  readonly problem: Failure | undefined;
}

/** A block that was found in the dashboard window; it is staged by its provider's id. */
export interface FoundBlock {
  readonly providerId: string;
  readonly name: string;
  readonly service: Service;
  /** Shown on a page, or in a file that was downloaded there. */
  readonly from: "page" | "download";
}

/** What the dashboard window has given in this run. */
export interface DashboardView {
  /** Where its session is kept; undefined: there is none. */
  readonly keeping: Keeping | undefined;
  readonly found: readonly FoundBlock[];
  /** Why the file that was downloaded last was not taken. */
  readonly problem: Failure | undefined;
}

/** A switch that was suggested outside the window, which puts it before the user when it is next open. */
export interface Proposal {
  /** `import`: the provider has to come into the file first, from the account's block. */
  readonly kind: "activate" | "import";
  readonly providerId: string;
}

/** What another program has changed in config.toml since our last write, or since the user accepted it. */
export interface DriftView extends Drift {
  /** The ids of providers that cannot be put back: no backup has them as they were. */
  readonly lost: readonly string[];
  /** Programs that write config.toml and run just now; empty: nobody knows who it was. */
  readonly suspects: readonly SwitcherId[];
  /** Whether it has been put back already, as the settings ask for; the user is only told. */
  readonly isRepaired: boolean;
  /** ISO 8601, UTC. */
  readonly noticedAt: string;
}

/** What the doctor found. */
export interface HealthView {
  /** The worst first. */
  readonly findings: readonly FindingView[];
  /** ISO 8601, UTC; undefined: nobody has looked yet. */
  readonly lookedAt: string | undefined;
}

/** Everything the views show. An immutable snapshot; no field can hold a secret. */
export interface AppState {
  readonly home: string;
  readonly configPath: string;
  /** The same as `configPath` unless that is a symbolic link. */
  readonly realConfigPath: string;
  readonly configExists: boolean;
  /** Changes whenever the file does. */
  readonly revision: string;
  /** Why the file cannot be used as it is; providers may be listed all the same. */
  readonly configProblem: Failure | undefined;
  readonly activeProviderId: string | undefined;
  readonly providers: readonly ProviderView[];
  readonly codexCheck: CodexCheck;
  readonly health: HealthView;
  readonly undo: UndoView | undefined;
  readonly account: AccountView;
  readonly balances: BalancesView;
  readonly dashboard: DashboardView;
  /** What came of asking providers, by id, since the file last changed. */
  readonly providerChecks: Readonly<Record<string, ProviderCheck | "checking">>;
  /** When the provider in use, its address or its key last changed; ISO 8601, UTC; undefined: not in this run. */
  readonly switchedAt: string | undefined;
  /** Processes of Codex that may still use what was active before; while there are any, a restart is needed. */
  readonly staleCodex: readonly CodexProcessView[];
  readonly proposal: Proposal | undefined;
  readonly drift: DriftView | undefined;
  /** Why the desktop shows no notifications; undefined as long as nobody has asked. */
  readonly notificationTrouble: NotificationTrouble | undefined;
  readonly settings: Settings;
  readonly onboarding: OnboardingView;
}

/** The state before anything has been read. */
export function initialState(
  settings: Settings,
  onboarding: OnboardingView = resumeOnboarding(parseOnboarding(undefined)),
): AppState {
  return {
    home: "",
    configPath: "",
    realConfigPath: "",
    configExists: false,
    revision: "",
    configProblem: undefined,
    activeProviderId: undefined,
    providers: [],
    codexCheck: { status: "unchecked" },
    health: { findings: [], lookedAt: undefined },
    undo: undefined,
    account: { status: "signedOut" },
    balances: { items: [], fetchedAt: undefined, isLoading: false, problem: undefined },
    dashboard: { keeping: undefined, found: [], problem: undefined },
    providerChecks: {},
    switchedAt: undefined,
    staleCodex: [],
    proposal: undefined,
    drift: undefined,
    notificationTrouble: undefined,
    settings,
    onboarding,
  };
}

/** The provider Codex uses, when the file defines the one it names. */
export function activeProvider(state: AppState): ProviderView | undefined {
  return state.providers.find((provider) => provider.isActive);
}

/**
 * Whether Codex is told to use a provider that does not exist. Codex has providers of its own which no file
 * defines, so a name that it accepts is not missing, and one that it is still looking at may not be.
 */
export function isActiveMissing(state: AppState): boolean {
  const { activeProviderId: id } = state;
  const isNamed = id !== undefined && !isCodexBuiltIn(id);
  const { status } = state.codexCheck;
  const mayBeKnown = status === "accepted" || status === "checking" || status === "unchecked";
  return isNamed && !activeProvider(state) && !mayBeKnown;
}

/** Whether the file itself needs attention: it cannot be used, or Codex does not take it. */
export function hasProblem(state: AppState): boolean {
  return state.configProblem !== undefined || state.codexCheck.status === "rejected";
}

/** Whether something keeps Codex from working as it should. */
export function needsAttention(state: AppState): boolean {
  const hasError = state.health.findings.some(({ severity }) => severity === "error");
  return hasProblem(state) || isActiveMissing(state) || hasError;
}

/** What the doctor found that ought to be seen to; what is only good to know does not count. */
export function openFindings({ health }: AppState): readonly FindingView[] {
  return health.findings.filter(({ severity }) => severity !== "info");
}
