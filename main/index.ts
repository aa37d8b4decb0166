import { app, Tray } from "electron";
import { registerAppScheme } from "./protocol.ts";
import { hardenApp } from "./security.ts";
import { trayIcon } from "./trayIcon.ts";

/** Starts in the tray alone; what start at login uses. */
const startsHidden = process.argv.includes("--hidden");

if (app.requestSingleInstanceLock()) {
  // Windows shows notifications only of programs with a name.
  app.setAppUserModelId("com.photonmark.codex");
  hardenApp();
  registerAppScheme();
  void app.whenReady().then(async () => {
    // The icon is on screen before the application itself is loaded.
    const icon = new Tray(trayIcon(8));
    const { startDesktop } = await import("./desktop.ts");
    startDesktop(icon, startsHidden);
  });
} else {
  app.quit();
}
