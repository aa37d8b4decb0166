import { type Application, createApplication } from "../../app/application.ts";
import type { Change, ChangePreview } from "../../app/change/change.ts";
import type { CommandName } from "../../app/commandNames.ts";
import { withVisibleTricksInLines } from "../../app/config/visibleText.ts";
import type { Input, Results } from "../../app/contract.ts";
import { AppError, type Failure } from "../../app/errors.ts";
import { describeFailure } from "../../app/i18n/describeFailure.ts";
import type { Translate } from "../../app/i18n/i18n.ts";
import type { Language } from "../../app/i18n/languages.ts";
import { fileBlockSource } from "../adapters/blocks/fileBlockSource.ts";
import { createChosenDashboard } from "../adapters/dashboard/chosenDashboard.ts";
import { createFileBalanceCache } from "../adapters/dashboard/fileBalanceCache.ts";
import { openInSystemBrowser } from "../adapters/dashboard/systemBrowser.ts";
import { createFileHomeFiles } from "../adapters/home/fileHomeFiles.ts";
import { homeFolder } from "../adapters/home/homeFolder.ts";
import {
  createCodexProcesses,
  createCodexProgram,
  createDiagnostics,
  createHttpProviderGateway,
  createOtherFiles,
  createSurroundings,
} from "../adapters/lazyPorts.ts";
import { noOnboardingStore } from "../adapters/settings/fileOnboardingStore.ts";
import { createFileSettingsStore } from "../adapters/settings/fileSettingsStore.ts";
import { settingsFolder } from "../adapters/settings/settingsFolder.ts";
import { standardErrorLog } from "../adapters/standardErrorLog.ts";
import { systemClock } from "../adapters/systemClock.ts";

/** The exit codes of the program. */
export const exitCodes = { done: 0, refused: 1, wrongUsage: 2, foundErrors: 3 } as const;

/** What the doctor can tell more about, and often mend. */
const mended: ReadonlySet<string> = new Set(["CONFIG_UNREADABLE", "CONFIG_NOT_UTF8"]);

/** Options that stand before the command. */
export interface GlobalOptions {
  readonly home?: string;
  readonly dashboard?: string;
  readonly lang?: string;
}

/** A command's `--json` and `--preview`. */
export interface OutputOptions {
  readonly json?: true;
  readonly preview?: true;
}

/** The application with a terminal as its view: data to standard output, messages to standard error. */
export interface Terminal {
  readonly application: Application;
  readonly t: Translate;
  readonly language: Language;
  /** The address of the service; empty where nobody has given one. */
  dashboardAddress(): string;
  /** Runs a command; undefined after a failure, which has then been reported. */
  run<Name extends CommandName>(name: Name, input: Input<Name>): Promise<Results[Name] | undefined>;
  /** Prints what a change would do. */
  preview(change: Change, options: OutputOptions): Promise<void>;
  data(text: string): void;
  message(text: string): void;
  fail(failure: Failure): void;
}

/** Builds the terminal shell around the application. */
export function createTerminal(
  options: GlobalOptions & OutputOptions,
  t: Translate,
  language: Language,
): Terminal {
  const data = (text: string) => void process.stdout.write(`${text}\n`);
  const message = (text: string) => void process.stderr.write(`${text}\n`);
  const openInBrowser = async (url: string): Promise<void> => {
    message(t("cli.signInPage", { url }));
    openInSystemBrowser(url);
  };
  const folder = settingsFolder(process.env);
  const settingsStore = createFileSettingsStore(folder);
  const getAddress = () => options.dashboard ?? settingsStore.read().dashboard;
  const application = createApplication({
    homeFiles: createFileHomeFiles({
      home: homeFolder(process.env, options.home),
      clock: systemClock,
      log: standardErrorLog,
    }),
    codexProgram: {
      ...createCodexProgram({
        getCodexPath: () => settingsStore.read().codexPath,
        env: process.env,
      }),
      choose: async () => undefined,
    },
    codexProcesses: {
      ...createCodexProcesses(() => settingsStore.read().codexDesktopPath),
      chooseDesktop: async () => undefined,
    },
    providerGateway: createHttpProviderGateway({ env: process.env }),
    blockSource: fileBlockSource,
    // A terminal shows what it has to say in itself.
    clipboard: { read: async () => "", write: async () => undefined },
    fileViewer: { open: async () => undefined, reveal: async () => undefined },
    dashboard: createChosenDashboard(getAddress, async (origin) => {
      const { connectDashboard } = await import("../adapters/dashboard/connectDashboard.ts");
      const keychainWatcher = {
        onWaiting: () => message(t("cli.keychainWaits")),
        onAnswer: () => {},
      };
      return connectDashboard({ origin, openInBrowser, folder, keychainWatcher });
    }),
    // The command says where the archive goes.
    diagnostics: createDiagnostics(folder, __APP_VERSION__, async () => undefined),
    // A terminal opens no windows, but signing out there goes for the desktop's too.
    dashboardWindow: {
      open: () => Promise.reject(new AppError("SIGN_IN_UNAVAILABLE")),
      kept: async () => undefined,
      async forget() {
        const { forgetDashboardCookies } = await import(
          "../adapters/dashboard/keptDashboardCookies.ts"
        );
        const address = getAddress();
        return address !== "" && forgetDashboardCookies(address, folder);
      },
    },
    surroundings: createSurroundings({ env: process.env }),
    otherFiles: createOtherFiles({ clock: systemClock, log: standardErrorLog }),
    balanceCache: createFileBalanceCache(folder),
    settingsStore,
    onboardingStore: noOnboardingStore,
    // A terminal cannot know which program the desktop would start.
    loginItem: { isOn: async () => false, set: async () => undefined },
    clock: systemClock,
    log: standardErrorLog,
  });
  const fail = (failure: Failure) => {
    const { what, next } = describeFailure(t, failure);
    const words = t("cli.error", { what, next, code: failure.code });
    message(withVisibleTricksInLines(words));
    if (mended.has(failure.code)) message(t("cli.askDoctor"));
    process.exitCode = exitCodes.refused;
  };
  ignoreClosedPipes();
  const terminal: Terminal = {
    application,
    t,
    language,
    dashboardAddress: getAddress,
    data,
    message,
    fail,
    async run(name, input) {
      const reply = await application.execute(name, input);
      if (reply.ok) return reply.value;
      if (options.json) data(JSON.stringify(reply, null, 2));
      fail(reply);
      return undefined;
    },
    async preview(change, { json }) {
      const preview = await terminal.run("preview", { change });
      if (!preview) return;
      if (json) data(JSON.stringify(preview, null, 2));
      else if (preview.hunks.length > 0 || preview.files.length > 0) data(diffText(preview, t));
      else message(t("cli.nothingChanges"));
    },
  };
  return terminal;
}

/** Whoever reads our output may stop early, as `head` does; and messages that nobody can read change nothing. */
function ignoreClosedPipes(): void {
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    process.exit(error.code === "EPIPE" ? exitCodes.done : exitCodes.refused);
  });
  process.stderr.on("error", () => {});
}

const marks = { context: " ", added: "+", removed: "-" } as const;

function diffText({ hunks, files }: ChangePreview, t: Translate): string {
  const others = files.flatMap(
    ({ path: file, isOutsideHome, makesPrivate, reopensTo, hunks: own }) => [
      isOutsideHome ? t("cli.doctor.outsideHome", { file }) : file,
      ...(makesPrivate ? [t("cli.doctor.makesPrivate", { file })] : []),
      ...(reopensTo ? [t("cli.doctor.reopens", { file, mode: reopensTo })] : []),
      ...(own.length > 0 ? [unifiedDiff(own)] : []),
    ],
  );
  return [...(hunks.length > 0 ? [unifiedDiff(hunks)] : []), ...others].join("\n");
}

function unifiedDiff(hunks: ChangePreview["hunks"]): string {
  return hunks
    .flatMap(({ lines }) => [
      `@@ ${lines[0]?.oldLine ?? lines[0]?.newLine ?? 1} @@`,
      ...lines.map((line) => marks[line.kind] + withVisibleTricksInLines(line.text)),
    ])
    .join("\n");
}
