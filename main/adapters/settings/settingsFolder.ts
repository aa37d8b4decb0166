import { homedir } from "node:os";
import { join } from "node:path";

/** The folder in which Electron keeps this program's data, so that window and terminal share the settings. */
export function settingsFolder(
  env: NodeJS.ProcessEnv,
  platform: NodeJS.Platform = process.platform,
): string {
  return join(dataFolder(env, platform), "photonmark-codex");
}

function dataFolder(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): string {
  switch (platform) {
    case "win32":
      return env.APPDATA || join(homedir(), "AppData", "Roaming");
    case "darwin":
      return join(homedir(), "Library", "Application Support");
    default:
      return env.XDG_CONFIG_HOME || join(homedir(), ".config");
  }
}
