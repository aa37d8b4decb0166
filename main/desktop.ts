import { join } from "node:path";
import { app, Notification, nativeTheme, net, powerMonitor, session } from "electron";
import { startRefreshSchedule } from "../app/account/refreshSchedule.ts";
import { type Application, createApplication } from "../app/application.ts";
import type { Change } from "../app/change/change.ts";
import { startRestartWatch } from "../app/codex/restartWatch.ts";
import { createTranslations } from "../app/i18n/i18n.ts";
import { resolveLanguage } from "../app/i18n/languages.ts";
import type { AppState } from "../app/state.ts";
import {
  chooseFile,
  chooseNewFile,
  electronBlockSource,
} from "./adapters/blocks/electronBlockSource.ts";
import { createChosenDashboard } from "./adapters/dashboard/chosenDashboard.ts";
import { createFileBalanceCache } from "./adapters/dashboard/fileBalanceCache.ts";
import { withGivenDashboard } from "./adapters/dashboard/givenDashboard.ts";
import { electronClipboard } from "./adapters/electronClipboard.ts";
import { electronLog } from "./adapters/electronLog.ts";
import { createFileHomeFiles } from "./adapters/home/fileHomeFiles.ts";
import { homeFolder } from "./adapters/home/homeFolder.ts";
import {
  createCodexProcesses,
  createCodexProgram,
  createDesktopNotifications,
  createDiagnostics,
  createHttpProviderGateway,
  createLoginItem,
  createOtherFiles,
  createSurroundings,
} from "./adapters/lazyPorts.ts";
import { createFileNotified } from "./adapters/settings/fileNotified.ts";
import { createFileOnboardingStore } from "./adapters/settings/fileOnboardingStore.ts";
import { createFileSettingsStore } from "./adapters/settings/fileSettingsStore.ts";
import { systemClock } from "./adapters/systemClock.ts";
import { createAnnouncements } from "./announcements.ts";
import { logBugs } from "./bugs.ts";
import { frameWords } from "./frameWords.ts";
import { connectViews } from "./ipc.ts";
import { createLazyDashboardWindow } from "./lazyDashboardWindow.ts";
import { serveRenderer } from "./protocol.ts";
import { desktopFileViewer, openInBrowser } from "./security.ts";
import { connectTray, type TrayParts } from "./tray.ts";
import { clickedAt } from "./trayClick.ts";
import { MainWindow } from "./window.ts";

/** Connects the application to the tray icon, the window and the machine. */
export function startDesktop(parts: TrayParts, startsHidden: boolean): void {
  logBugs(electronLog);
  const homeFiles = createFileHomeFiles({
    home: homeFolder(process.env),
    clock: systemClock,
    log: electronLog,
  });
  const folder = app.getPath("userData");
  const settingsStore = withGivenDashboard(
    createFileSettingsStore(folder),
    process.env.PHOTONMARK_DASHBOARD,
  );
  const getAddress = () => application.getState().settings.dashboard;
  const codexProcesses = {
    ...createCodexProcesses(() => application.getState().settings.codexDesktopPath),
    chooseDesktop: chooseFile,
  };
  const application: Application = createApplication({
    homeFiles,
    codexProgram: {
      ...createCodexProgram({
        getCodexPath: () => application.getState().settings.codexPath,
        env: process.env,
      }),
      choose: chooseFile,
    },
    codexProcesses,
    providerGateway: createHttpProviderGateway({
      env: process.env,
      hasSystemProxy: async (url) => (await session.defaultSession.resolveProxy(url)) !== "DIRECT",
    }),
    blockSource: electronBlockSource,
    clipboard: electronClipboard,
    fileViewer: desktopFileViewer,
    dashboard: createChosenDashboard(getAddress, async (origin) => {
      const { connectDashboard } = await import("./adapters/dashboard/connectDashboard.ts");
      const keychainWatcher = { onWaiting: () => {}, onAnswer: lookAgain };
      return connectDashboard({
        origin,
        openInBrowser,
        fetch: net.fetch,
        folder,
        keychainWatcher,
      });
    }),
    dashboardWindow: createLazyDashboardWindow({
      getAddress,
      folder: join(folder, "downloads"),
      dataFolder: folder,
      onDownloaded: () => window.show(),
    }),
    surroundings: createSurroundings({ env: process.env }),
    desktopNotifications: createDesktopNotifications({
      isSupported: () => Notification.isSupported(),
      env: process.env,
      platform: process.platform,
    }),
    diagnostics: createDiagnostics(folder, app.getVersion(), chooseNewFile),
    otherFiles: createOtherFiles({ clock: systemClock, log: electronLog }),
    balanceCache: createFileBalanceCache(folder),
    settingsStore,
    onboardingStore: createFileOnboardingStore(folder),
    loginItem: createLoginItem(process.env),
    clock: systemClock,
    log: electronLog,
  });
  const translations = createTranslations(languageOf(application.getState()));
  const words = () => ({ t: translations.t, language: languageOf(application.getState()) });
  const window = new MainWindow({
    title: translations.t("app.name"),
    getSettings: () => application.getState().settings,
    servePages: () =>
      serveRenderer(join(import.meta.dirname, "../renderer"), () =>
        frameWords(application.getState(), words()),
      ),
    onSeen: lookAgain,
    remember: (settings) => void application.execute("changeSettings", { settings }),
  });
  const open = () => window.show();
  const notified = createFileNotified(folder, electronLog);
  const announcements = createAnnouncements(application, words, open, notified);
  const tray = connectTray(parts, words, {
    open,
    openNear: (bounds) => window.show(clickedAt(bounds)),
    restartCodex: () => window.request("restart"),
    openDashboard: () => void openDashboard(),
    activate: (providerId) => void changeNow({ kind: "activate", providerId }),
    undo: () => void changeNow({ kind: "undo" }),
    reload: () => {
      void application.execute("reload", { askCodex: true });
      lookAgain();
    },
    quit: () => app.quit(),
  });

  /** Fresh numbers; where nobody is signed in, a keychain that was locked may be open by now. */
  function lookAgain(): void {
    if (application.getState().account.status === "signedOut")
      void application.execute("resumeSession", {});
    else schedule.refreshSoon();
  }

  async function changeNow(change: Change): Promise<void> {
    const reply = await application.execute("change", { change });
    if (!reply.ok) {
      tray.invalidate();
      tray.render(application.getState());
      announcements.tellFailure(reply);
    } else if (reply.value.backupId !== undefined) {
      announcements.tellChange(reply.value);
    }
  }

  async function readFile(): Promise<void> {
    await application.execute("reload", {});
    await application.execute("checkDrift", {});
  }

  async function openDashboard(): Promise<void> {
    const reply = await application.execute("openDashboard", {});
    if (!reply.ok) announcements.tellFailure(reply);
  }

  /** Elsewhere there is no menu bar. */
  async function showMenu(): Promise<void> {
    if (process.platform !== "darwin") return;
    const { showMacMenu } = await import("./macMenu.ts");
    showMacMenu(translations.t, {
      take: (shortcut) => window.request(shortcut),
      restartCodex: () => window.request("restart"),
    });
  }

  function render(state: AppState): void {
    nativeTheme.themeSource = state.settings.theme;
    window.setZoom(state.settings.zoom);
    const language = languageOf(state);
    if (translations.language !== language)
      void translations.changeLanguage(language).then(showMenu);
    tray.render(state);
    announcements.tellAlerts(state);
    announcements.tellDrift(state);
    announcements.tellRefusedDownload(state);
  }

  const schedule = startRefreshSchedule(application, {
    clock: systemClock,
    random: Math.random,
    isOnline: () => net.isOnline(),
    isWatched: () => window.isOpen,
  });
  const restartWatch = startRestartWatch(application, {
    clock: systemClock,
    codexProcesses,
    isWatched: () => window.isOpen,
  });
  render(application.getState());
  void showMenu();
  application.subscribe(render);
  connectViews(application, window);
  app.on("second-instance", open);
  app.on("activate", open);
  // Both look less and less often while nobody does.
  app.on("browser-window-focus", () => {
    restartWatch.lookSoon();
    if (application.getState().balances.problem) schedule.refreshSoon();
  });
  // Without this the program would end with its window; it lives in the tray.
  app.on("window-all-closed", () => {});
  app.on("will-quit", (event) => {
    const done = application.beforeEnd();
    if (!done) return;
    event.preventDefault();
    // Not before Electron has taken note that this attempt was put off: until then it ignores another one.
    void done.finally(() => setImmediate(() => app.quit()));
  });
  powerMonitor.on("resume", lookAgain);
  homeFiles.watch(() => void readFile());
  // What was changed while the program was not running is noticed now.
  void readFile()
    .then(() => application.execute("resumeSession", {}))
    .then(() => application.settled())
    // Not before the first look at the file is over: nobody waits for it.
    .then(() => application.execute("diagnose", {}));
  if (!startsHidden) window.show();
}

function languageOf(state: AppState) {
  return resolveLanguage(state.settings.language, app.getLocale());
}
