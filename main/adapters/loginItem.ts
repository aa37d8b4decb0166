import { app } from "electron";
import type { LoginItem } from "../../app/loginItem.ts";
import { autostartPath, createAutostartFile } from "./autostartFile.ts";

/** What the program is started with, so that it comes up in the tray alone. */
const args = ["--hidden"];

/** Starts this program with the desktop, by the means of its system. */
export function createSystemLoginItem(env: NodeJS.ProcessEnv): LoginItem {
  if (process.platform === "linux")
    // An AppImage is unpacked somewhere else each time.
    return createAutostartFile(autostartPath(env), [env.APPIMAGE ?? process.execPath, ...args]);
  return {
    isOn: async () => app.getLoginItemSettings({ args }).openAtLogin,
    set: async (openAtLogin) => app.setLoginItemSettings({ openAtLogin, args }),
  };
}
