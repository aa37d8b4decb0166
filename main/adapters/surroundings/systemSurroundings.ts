import { homedir } from "node:os";
import { dirname, join } from "node:path";
import type { AuthFileFacts, SurroundingFacts } from "../../../app/doctor/facts.ts";
import type { Surroundings } from "../../../app/doctor/surroundings.ts";
import { readAuth } from "../../../app/surroundings/authFile.ts";
import { readJsonFile } from "../settings/privateJsonFile.ts";
import { settingsFolder } from "../settings/settingsFolder.ts";
import { findSwitchers, isSwitcher } from "./findSwitchers.ts";
import {
  fileVariables,
  fishUniversalVariables,
  processVariables,
  userEnvironmentOf,
  userVariables,
} from "./findVariables.ts";
import { findLooseFiles } from "./looseFiles.ts";
import { readTextFile } from "./readTextFile.ts";
import { runningPrograms } from "./runningPrograms.ts";
import { startFiles } from "./startFiles.ts";
import { readStartTexts } from "./startTexts.ts";
import { findManaged, findOverlays } from "./tomlLayers.ts";

/** What {@link createSystemSurroundings} goes by; a test puts folders of its own here. */
export interface SurroundingsOptions {
  readonly env: NodeJS.ProcessEnv;
  readonly userHome?: string;
  /** `/etc`; undefined on Windows. */
  readonly systemFolder?: string | undefined;
}

/** Looks around on this computer. Values of variables and keys end here: what comes out are names, kinds and places. */
export function createSystemSurroundings({
  env,
  userHome = homedir(),
  systemFolder = process.platform === "win32" ? undefined : "/etc",
}: SurroundingsOptions): Surroundings {
  const configFolder = env.XDG_CONFIG_HOME || join(userHome, ".config");
  const isWindows = process.platform === "win32";
  const dataFolders = [userHome, dirname(settingsFolder(env))];
  return {
    async runningSwitchers() {
      const running = await runningPrograms(isSwitcher, userHome);
      return findSwitchers([], running).map(({ program }) => program);
    },
    async look(home): Promise<SurroundingFacts> {
      const [running, ofUser] = await Promise.all([
        runningPrograms(isSwitcher, userHome),
        userVariables(userEnvironmentOf(env, userHome)),
      ]);
      const folders = {
        codexHome: home,
        userHome,
        zshFolder: env.ZDOTDIR || undefined,
        configFolder,
        systemFolder,
        documents: isWindows ? join(userHome, "Documents") : undefined,
      };
      return {
        authFile: findAuthFile(home),
        variables: [
          ...processVariables(env, process.platform),
          ...ofUser,
          ...fishUniversalVariables(configFolder),
          ...fileVariables(readStartTexts(startFiles(folders), folders)),
        ],
        overlays: findOverlays(home),
        managed: findManaged(home, systemFolder, env),
        looseFiles: findLooseFiles(home),
        switchers: findSwitchers(dataFolders, running),
        latestCodexVersion: latestVersion(home),
      };
    },
  };
}

function findAuthFile(home: string): AuthFileFacts | undefined {
  const path = join(home, "auth.json");
  const { exists, text } = readTextFile(path);
  if (!exists) return undefined;
  return { path, content: text === undefined ? { status: "broken" } : readAuth(text) };
}

/** What Codex 0.169.0 noted when it last looked for a newer one, in `version.json`. */
function latestVersion(home: string): string | undefined {
  const { latest_version: latest }: { latest_version?: unknown } = Object(
    readJsonFile(join(home, "version.json")),
  );
  return typeof latest === "string" && /^\d+\.\d+\.\d+/.test(latest) ? latest : undefined;
}
