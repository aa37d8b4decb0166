import { type Application, createApplication } from "../../app/application.ts";
import type { PhotonmarkBridge } from "../../app/bridge.ts";
import type { CodexProcesses } from "../../app/codex/codexProcesses.ts";
import type { CodexCheckResult } from "../../app/codex/codexProgram.ts";
import type { ProviderAnswer } from "../../app/codex/providerCheck.ts";
import { startRestartWatch } from "../../app/codex/restartWatch.ts";
import { type CommandName, commandNames } from "../../app/commandNames.ts";
import { parseInput } from "../../app/contract.ts";
import type { NotificationTrouble } from "../../app/desktopPorts.ts";
import { noSurroundings, type SurroundingFacts } from "../../app/doctor/facts.ts";
import { AppError } from "../../app/errors.ts";
import { type OnboardingRecord, parseOnboarding } from "../../app/onboarding/onboarding.ts";
import type { Settings } from "../../app/settings.ts";
import { answeredWell, noCodexProcesses } from "../support/fakeCodex.ts";
import { createFakeOtherFiles } from "../support/fakeOtherFiles.ts";
import { accounts } from "./accounts.ts";
import { type FakeAccount, FakeDashboard } from "./fakeDashboard.ts";
import { type FakeHome, FakeHomeFiles } from "./fakeHomeFiles.ts";

/** What a window is shown on: a home folder, what Codex says, what can be imported. */
export interface Scene {
  readonly home: FakeHome;
  readonly settings: Settings;
  /** What Codex says of a text; undefined: it never answers. */
  readonly check: (text: string) => CodexCheckResult | undefined;
  /** Undefined: nothing is on the clipboard. */
  readonly clipboard?: string | undefined;
  /** What the file dialog gives, and any dropped file. */
  readonly file?: string | undefined;
  /** Who can sign in, or is; undefined: the settings know no dashboard, but one can be entered. */
  readonly account?: FakeAccount | undefined;
  /** How far setting up has come; undefined: it is done. */
  readonly onboarding?: Partial<OnboardingRecord> | undefined;
  /** What the doctor finds around config.toml, and the files in which it does. */
  readonly around?: SurroundingFacts | undefined;
  readonly otherFiles?: Readonly<Record<string, string>> | undefined;
  /** Why the desktop shows no notifications; left out: it does. */
  readonly notificationTrouble?: NotificationTrouble;
  /** Whether the doctor has been asked, as it is when the program runs. */
  readonly isDiagnosed?: boolean;
  readonly now: () => Date;
  /** What runs of Codex, and how it takes a restart; left out: nothing. */
  readonly codex?: Partial<CodexProcesses> | undefined;
  /** What a provider answers that is asked, or that it never does; left out: that all is well. */
  readonly answer?: ProviderAnswer | "never" | undefined;
}

/** A bridge without a main process: the real application, on a home folder in memory. */
export interface FakeBridge extends PhotonmarkBridge<File> {
  readonly homeFiles: FakeHomeFiles;
  readonly dashboard: FakeDashboard;
  /** The commands that were asked for, oldest first. */
  readonly calls: readonly { readonly name: CommandName; readonly input: unknown }[];
  /** The files that were opened or shown. */
  readonly opened: readonly string[];
  /** Puts a text on the clipboard. */
  copy(text: string): void;
}

/** Shorter waits are those for an answer, in milliseconds. */
const MOMENT_MS = 1000;

/** Builds the bridge of a scene and reads its file, as the main process does before a window opens. */
export async function createFakeBridge(scene: Scene): Promise<FakeBridge> {
  const homeFiles = new FakeHomeFiles(scene.home, scene.now);
  const otherFiles = createFakeOtherFiles((text) => homeFiles.revisionOf(text));
  for (const [path, text] of Object.entries(scene.otherFiles ?? {}))
    otherFiles.texts.set(path, text);
  let { clipboard } = scene;
  const opened: string[] = [];
  let startsAtLogin = false;
  const codexProcesses = { ...noCodexProcesses, ...scene.codex };
  const bytesOf = (text: string) => new TextEncoder().encode(text);
  const account = scene.account ?? accounts.signedOut;
  const dashboard: FakeDashboard = new FakeDashboard(
    account,
    scene.now,
    () => application.getState().settings.dashboard,
  );
  const application: Application = createApplication({
    homeFiles,
    dashboard,
    dashboardWindow: {
      open: async () => undefined,
      kept: async () => undefined,
      forget: async () => false,
    },
    surroundings: {
      look: async () => scene.around ?? noSurroundings,
      runningSwitchers: async () => ["ccSwitch"],
    },
    otherFiles,
    desktopNotifications: { findTrouble: async () => scene.notificationTrouble },
    balanceCache: { read: async () => account.cache, write: async () => undefined },
    codexProgram: {
      choose: async () => "/opt/codex",
      check: () =>
        new Promise((answer) => {
          const result = scene.check(homeFiles.text ?? "");
          if (result) answer(result);
        }),
    },
    codexProcesses,
    providerGateway: {
      askForModels: async () =>
        scene.answer === "never" ? new Promise(() => undefined) : (scene.answer ?? answeredWell),
    },
    blockSource: {
      fromClipboard: async () => {
        if (clipboard === undefined) throw new AppError("CLIPBOARD_EMPTY");
        return bytesOf(clipboard);
      },
      fromDialog: async () => (scene.file === undefined ? undefined : bytesOf(scene.file)),
      fromPath: async () => {
        if (scene.file === undefined) throw new AppError("FILE_NOT_FOUND");
        return bytesOf(scene.file);
      },
    },
    clipboard: {
      read: async () => clipboard ?? "",
      write: async (text) => {
        clipboard = text === "" ? undefined : text;
      },
    },
    fileViewer: {
      open: async (path) => void opened.push(path),
      reveal: async (path) => void opened.push(path),
    },
    loginItem: {
      isOn: async () => startsAtLogin,
      set: async (isOn) => {
        startsAtLogin = isOn;
      },
    },
    settingsStore: { read: () => scene.settings, write: () => undefined },
    onboardingStore: {
      read: () => ({ ...parseOnboarding({ status: "done" }), ...scene.onboarding }),
      write: () => undefined,
    },
    clock: {
      now: scene.now,
      // What is waited for a moment comes at once, and nothing else ever does.
      after: (ms, task) => {
        if (ms < MOMENT_MS) setTimeout(task);
        return () => undefined;
      },
    },
    log: { info: () => undefined, error: () => undefined },
  });
  const clock = { now: scene.now, after: () => () => undefined };
  startRestartWatch(application, { clock, codexProcesses, isWatched: () => true });
  homeFiles.watch(() => void application.execute("reload", {}));
  await application.execute("reload", {});
  await application.execute("checkDrift", {});
  const resumed = application.execute("resumeSession", {});
  if (account.answer !== "never") await resumed;
  if (scene.isDiagnosed) {
    await application.settled();
    await application.execute("diagnose", {});
    await application.settled();
  }

  const calls: { name: CommandName; input: unknown }[] = [];
  const commands = Object.fromEntries(
    commandNames.map((name) => [
      name,
      async (input: unknown) => {
        calls.push({ name, input });
        return application.execute(name, parseInput(name, input));
      },
    ]),
  ) as unknown as Pick<PhotonmarkBridge<File>, CommandName>;

  return {
    ...commands,
    homeFiles,
    dashboard,
    calls,
    opened,
    copy: (text) => {
      clipboard = text;
    },
    getState: async () => application.getState(),
    onState: (listener) => application.subscribe(listener),
    arrive: async () => ({ place: undefined, show: undefined }),
    keepPlace: () => undefined,
    onShow: () => () => undefined,
    pathOf: fakePathOf,
  };
}

/** The path of a dropped file; an empty one stands for what has no path, such as a picture from a web page. */
export function fakePathOf(file: File): string {
  return file.size > 0 ? `/home/me/Downloads/${file.name}` : "";
}
