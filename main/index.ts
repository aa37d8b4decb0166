import { setTimeout } from "node:timers/promises";
import { app, Tray } from "electron";
import { setApplicationMenu } from "./applicationMenu.ts";
import { registerAppScheme } from "./protocol.ts";
import { hardenApp } from "./security.ts";
import { loadTrayIcons } from "./trayIcon.ts";

/** Starts in the tray alone; what start at login uses. */
const startsHidden = process.argv.includes("--hidden");

/** How long the desktop takes to put a new icon on screen, through the loop that loading the application holds up. */
const registrationMs = 80;

if (app.requestSingleInstanceLock()) {
  // Windows shows notifications only of programs with a name.
  app.setAppUserModelId("com.photonmark.codex");
  hardenApp();
  registerAppScheme();
  setApplicationMenu(process.platform);
  // A second start and a click on the icon ask for the window; one that comes before there is anything to open it must
  // not be lost.
  let isAskedFor = false;
  const askForWindow = () => {
    isAskedFor = true;
  };
  app.once("second-instance", askForWindow);
  void app.whenReady().then(async () => {
    // The icon is on screen before the application itself is loaded.
    const trayIcon = await loadTrayIcons(process.platform);
    const icon = new Tray(trayIcon(8));
    icon.once("click", askForWindow);
    await setTimeout(registrationMs);
    const { startDesktop } = await import("./desktop.ts");
    startDesktop({ icon, trayIcon }, startsHidden && !isAskedFor);
  });
} else {
  app.quit();
}
