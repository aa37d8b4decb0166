import type { CodexCheckResult } from "./codex/codexProgram.ts";
import type { CommandName } from "./commandNames.ts";
import { redactText, secretsOf } from "./config/redact.ts";
import type { CommandContext } from "./context.ts";
import type { Input, Reply, Results } from "./contract.ts";
import { AppError, toFailure } from "./errors.ts";
import { resumeOnboarding } from "./onboarding/onboarding.ts";
import type { Ports } from "./ports.ts";
import { type AppState, initialState } from "./state.ts";

type Commands = {
  [Name in CommandName]: () => Promise<
    (context: CommandContext, input: Input<Name>) => Promise<Results[Name]>
  >;
};

/** Each is loaded when it is first asked for: whoever lists providers needs nothing that reads installers. */
const commands: Commands = {
  reload: async () => (await import("./commands/reload.ts")).reload,
  readConfig: async () => (await import("./commands/readConfig.ts")).readConfig,
  preview: async () => (await import("./commands/preview.ts")).preview,
  change: async () => (await import("./commands/change.ts")).change,
  stageBlock: async () => (await import("./commands/stageBlock.ts")).stageBlock,
  listBackups: async () => (await import("./commands/listBackups.ts")).listBackups,
  diagnose: async () => (await import("./commands/diagnose.ts")).diagnose,
  checkNotifications: async () =>
    (await import("./commands/checkNotifications.ts")).checkNotifications,
  resumeSession: async () => (await import("./commands/resumeSession.ts")).resumeSession,
  signIn: async () => (await import("./commands/signIn.ts")).signIn,
  cancelSignIn: async () => (await import("./commands/cancelSignIn.ts")).cancelSignIn,
  signOut: async () => (await import("./commands/signOut.ts")).signOut,
  openDashboard: async () => (await import("./commands/openDashboard.ts")).openDashboard,
  refreshBalances: async () => (await import("./commands/refreshBalances.ts")).refreshBalances,
  propose: async () => (await import("./commands/propose.ts")).propose,
  readUsage: async () => (await import("./commands/readUsage.ts")).readUsage,
  copyBlock: async () => (await import("./commands/copyBlock.ts")).copyBlock,
  openConfig: async () => (await import("./commands/openConfig.ts")).openConfig,
  revealBackup: async () => (await import("./commands/revealBackup.ts")).revealBackup,
  changeSettings: async () => (await import("./commands/changeSettings.ts")).changeSettings,
  openTopUp: async () => (await import("./commands/openTopUp.ts")).openTopUp,
  chooseCodex: async () => (await import("./commands/chooseCodex.ts")).chooseCodex,
  copyForSwitcher: async () => (await import("./commands/copyForSwitcher.ts")).copyForSwitcher,
  exportDiagnostics: async () =>
    (await import("./commands/exportDiagnostics.ts")).exportDiagnostics,
  checkDrift: async () => (await import("./commands/checkDrift.ts")).checkDrift,
  acceptDrift: async () => (await import("./commands/acceptDrift.ts")).acceptDrift,
  checkProvider: async () => (await import("./commands/checkProvider.ts")).checkProvider,
  listCodexProcesses: async () =>
    (await import("./commands/listCodexProcesses.ts")).listCodexProcesses,
  restartCodexDesktop: async () =>
    (await import("./commands/restartCodexDesktop.ts")).restartCodexDesktop,
  dismissRestart: async () => (await import("./commands/dismissRestart.ts")).dismissRestart,
  chooseCodexDesktop: async () =>
    (await import("./commands/chooseCodexDesktop.ts")).chooseCodexDesktop,
  onboard: async () => (await import("./commands/onboard.ts")).onboard,
  startAtLogin: async () => (await import("./commands/startAtLogin.ts")).startAtLogin,
};

/** Commands that wait for the service or for a person; those that touch the config file do not wait for them. */
const unqueued: ReadonlySet<CommandName> = new Set<CommandName>([
  "diagnose",
  "checkNotifications",
  "stageBlock",
  "exportDiagnostics",
  "chooseCodex",
  "resumeSession",
  "signIn",
  "cancelSignIn",
  "signOut",
  "openDashboard",
  "refreshBalances",
  "propose",
  "readUsage",
  "copyBlock",
  "openConfig",
  "revealBackup",
  "openTopUp",
  "checkProvider",
  "listCodexProcesses",
  "restartCodexDesktop",
  "dismissRestart",
  "chooseCodexDesktop",
  "onboard",
]);

/** The application: the same for the window, the tray and the terminal. */
export interface Application {
  getState(): AppState;
  /** Runs a command, one that touches the config file after those already asked for; failures are values, never rejections. */
  execute<Name extends CommandName>(name: Name, input: Input<Name>): Promise<Reply<Name>>;
  /** Calls back after each change of state; returns how to stop. */
  subscribe(listener: (state: AppState) => void): () => void;
  /** Resolves when no check by Codex is under way. */
  settled(): Promise<void>;
  /** What has to be done before the program may end; undefined: nothing. */
  beforeEnd(): Promise<void> | undefined;
}

/** Builds the application on the machine's ports. Reads nothing until the first command. */
export function createApplication(ports: Ports): Application {
  let state = initialState(
    ports.settingsStore.read(),
    resumeOnboarding(ports.onboardingStore.read()),
  );
  let queue: Promise<unknown> = Promise.resolve();
  let check: Promise<void> = Promise.resolve();
  const listeners = new Set<(state: AppState) => void>();

  /** A view that cannot draw a state must not make a finished write look like a failure. */
  const tell = (listener: (state: AppState) => void) => {
    try {
      listener(state);
    } catch (error) {
      ports.log.error("a view could not show the state", error);
    }
  };

  const context: CommandContext = {
    ports,
    stagedBlocks: new Map(),
    dashboardBlocks: new Map(),
    lastWrite: undefined,
    switchMemory: {
      switches: [],
      current: undefined,
      revision: "",
      dismissed: new Map(),
      hasOlder: false,
    },
    startDesktopAgain: undefined,
    repairable: undefined,
    forgetCopied: undefined,
    repairedAt: undefined,
    account: { known: undefined, blocks: [], outdated: new Set(), refreshing: undefined },
    getState: () => state,
    setState(change) {
      state = { ...state, ...change };
      for (const listener of listeners) tell(listener);
    },
    doctor: { isOn: false, surroundings: undefined },
    checkByCodex() {
      const { revision, configExists } = state;
      // Where there is no file there is nothing to accept.
      if (configExists) {
        context.setState({ codexCheck: { status: "checking" } });
        check = checkRevision(context, revision).then(() => diagnoseAgain(context));
      } else {
        context.setState({ codexCheck: { status: "unchecked" } });
        check = diagnoseAgain(context);
      }
    },
    diagnoseSoon() {
      check = check.then(() => diagnoseAgain(context));
    },
  };

  return {
    getState: () => state,
    execute(name, input) {
      if (unqueued.has(name)) return run(context, name, input);
      const reply = queue.then(() => run(context, name, input));
      queue = reply;
      return reply;
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    settled: () => check,
    beforeEnd: () => context.forgetCopied?.(),
  };
}

async function run<Name extends CommandName>(
  context: CommandContext,
  name: Name,
  input: Input<Name>,
): Promise<Reply<Name>> {
  try {
    const command = await commands[name]();
    const value = await command(context, input);
    return { ok: true, value };
  } catch (error) {
    if (!(error instanceof AppError)) context.ports.log.error(`bug in command ${name}`, error);
    return toFailure(error);
  }
}

/** Publishes what Codex says of the file, unless the file has changed meanwhile. */
async function checkRevision(context: CommandContext, revision: string): Promise<void> {
  const { homeFiles, codexProgram, log } = context.ports;
  try {
    const snapshot = await homeFiles.read();
    const result = await codexProgram.check(snapshot.home);
    if (context.getState().revision !== revision) return;
    context.setState({ codexCheck: withoutSecrets(result, snapshot.text ?? "") });
  } catch (error) {
    log.error("the check by Codex failed", error);
    if (context.getState().revision !== revision) return;
    const message = toFailure(error).code;
    context.setState({ codexCheck: { status: "failed", reason: "said", message } });
  }
}

/** Publishes what is wrong now, if somebody has asked before. */
async function diagnoseAgain(context: CommandContext): Promise<void> {
  if (!context.doctor.isOn) return;
  try {
    const { publishHealth } = await import("./doctor/publishHealth.ts");
    await publishHealth(context);
  } catch (error) {
    context.ports.log.error("the diagnosis failed", error);
  }
}

/** Codex quotes the offending line, which may hold a token. */
function withoutSecrets(result: CodexCheckResult, configText: string): CodexCheckResult {
  if (!("message" in result)) return result;
  const message = redactText(result.message, secretsOf(configText));
  // Masked as a whole first: half a token is not recognized.
  return { ...result, message: message.length > 500 ? `${message.slice(0, 500)}…` : message };
}
