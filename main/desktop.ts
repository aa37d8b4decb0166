import { join } from "node:path";
import { app, nativeTheme, type Tray } from "electron";
import { type Application, createApplication } from "../app/application.ts";
import type { ChangeReport, Reply } from "../app/contract.ts";
import { describeFailure } from "../app/describeFailure.ts";
import { createTranslations, type Translate } from "../app/i18n.ts";
import { resolveLanguage } from "../app/settings.ts";
import type { AppState } from "../app/state.ts";
import { createCodexProgram } from "./adapters/codexProgram.ts";
import { electronBlockSource } from "./adapters/electronBlockSource.ts";
import { electronLog } from "./adapters/electronLog.ts";
import { createFileHomeFiles } from "./adapters/fileHomeFiles.ts";
import { createFileSettingsStore } from "./adapters/fileSettingsStore.ts";
import { homeFolder } from "./adapters/homeFolder.ts";
import { systemClock } from "./adapters/systemClock.ts";
import { connectViews } from "./ipc.ts";
import { notify } from "./notifications.ts";
import { serveRenderer } from "./protocol.ts";
import { connectTray } from "./tray.ts";
import { MainWindow } from "./window.ts";

/** Connects the application to the tray icon, the window and the machine. */
export function startDesktop(icon: Tray, startsHidden: boolean): void {
  const homeFiles = createFileHomeFiles({
    home: homeFolder(process.env),
    clock: systemClock,
    log: electronLog,
  });
  const settingsStore = createFileSettingsStore(app.getPath("userData"));
  const application: Application = createApplication({
    homeFiles,
    codexProgram: createCodexProgram({
      getCodexPath: () => application.getState().settings.codexPath,
      env: process.env,
    }),
    blockSource: electronBlockSource,
    settingsStore,
    clock: systemClock,
    log: electronLog,
  });
  const words = createTranslations(languageOf(application.getState()));
  const translate = (): Translate => words.t;

  const window = new MainWindow(words.t("app.name"));
  const tray = connectTray(icon, translate, {
    open: () => window.show(),
    activate: (providerId) => report(application.execute("activate", { providerId })),
    undo: () => report(application.execute("undo", {})),
    reload: () => void application.execute("reload", { askCodex: true }),
    quit: () => app.quit(),
  });

  async function report(change: Promise<Reply<"activate"> | Reply<"undo">>): Promise<void> {
    const reply = await change;
    if (!reply.ok) {
      tray.invalidate();
      tray.render(application.getState());
      const { what, next } = describeFailure(words.t, reply);
      notify(words.t("tray.failedTitle"), `${what} ${next}`, () => window.show());
    } else if (reply.value.backupId !== undefined) {
      announce(reply.value);
    }
  }

  function announce({ activeAfter }: ChangeReport): void {
    const { providers } = application.getState();
    const name = providers.find(({ id }) => id === activeAfter)?.name ?? activeAfter;
    const title =
      name === undefined ? words.t("tray.none") : words.t("tray.switchedTitle", { name });
    notify(title, words.t("tray.switchedBody"), () => window.show());
  }

  function render(state: AppState): void {
    nativeTheme.themeSource = state.settings.theme;
    const language = languageOf(state);
    if (words.language !== language) void words.changeLanguage(language);
    tray.render(state);
  }

  render(application.getState());
  application.subscribe(render);
  serveRenderer(join(import.meta.dirname, "../renderer"));
  connectViews(application, () => window.contents);
  app.on("second-instance", () => window.show());
  app.on("activate", () => window.show());
  // Without this the program would end with its window; it lives in the tray.
  app.on("window-all-closed", () => {});
  homeFiles.watch(() => void application.execute("reload", {}));
  void application.execute("reload", {});
  if (!startsHidden) window.show();
}

function languageOf(state: AppState) {
  return resolveLanguage(state.settings.language, app.getLocale());
}
