import { type AppLaunch, appCommand } from "./appCommand.ts";
import { type OwnedProcess, startProcess } from "./ownedProcess.ts";

/** Starts the app with nothing attached to it: for measuring, and for tests that only need the tray. */
export function spawnApp(launch: AppLaunch): OwnedProcess {
  const { program, args, env } = appCommand(launch);
  return startProcess(program, args, { env, cwd: launch.home.path });
}
