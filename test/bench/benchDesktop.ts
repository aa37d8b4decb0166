import { performance } from "node:perf_hooks";
import { startDesktopSession } from "../e2e/rig/desktopSession.ts";
import { spawnApp } from "../e2e/rig/spawnApp.ts";
import { createThrowAwayHome, type ThrowAwayHome } from "../e2e/rig/throwAwayHome.ts";
import { startTrayHost, type TrayHost } from "../e2e/rig/trayHost.ts";
import { configOfSize } from "./configOfSize.ts";
import { electronRuntime } from "./electronRuntime.ts";
import type { BenchDesktop, Contender, OpenedWindow, Run } from "./row.ts";
import { type ScreenWatch, watchScreen } from "./screenWatch.ts";
import { stageBareApp } from "./stageBareApp.ts";

interface Parts {
  readonly trayHost: TrayHost;
  readonly screen: ScreenWatch;
  start(which: Contender): ReturnType<typeof spawnApp>;
}

/** Lays out the bare app and starts a desktop; `stop` ends everything and removes the folders. */
export async function openBenchDesktop(
  app: string | undefined,
): Promise<BenchDesktop & { stop(): Promise<void> }> {
  const cleanUps: (() => unknown)[] = [];
  const stop = async () => {
    for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
  };
  try {
    const bare = await stageBareApp(app ?? (await electronRuntime()));
    cleanUps.push(bare.remove);
    const desktop = await startDesktopSession();
    cleanUps.push(desktop.stop);
    const trayHost = await startTrayHost(desktop.busAddress);
    cleanUps.push(trayHost.stop);
    const screen = await watchScreen(desktop.display);
    cleanUps.push(screen.stop);

    // One home each for all runs: a user's profile is not new every time.
    const homes: Record<Contender, ThrowAwayHome> = {
      ours: await createThrowAwayHome({ ".codex/config.toml": configOfSize(2_000) }),
      bare: await createThrowAwayHome(),
    };
    for (const home of Object.values(homes)) cleanUps.push(home.remove);
    const start = (which: Contender) =>
      which === "bare"
        ? spawnApp({ desktop, home: homes.bare, program: bare.program })
        : spawnApp({
            desktop,
            home: homes.ours,
            args: ["--hidden"],
            ...(app === undefined ? {} : { program: app }),
          });
    return { ...benchDesktop({ trayHost, screen, start }), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function benchDesktop({ trayHost, screen, start }: Parts): BenchDesktop {
  return {
    async start(which): Promise<Run> {
      const startedAt = performance.now();
      const program = start(which);
      try {
        const item = await trayHost.waitForItem(program.pid);
        return {
          pid: program.pid,
          startMs: item.registeredAt - startedAt,
          stop: async () => void (await program.stop()),
        };
      } catch (error) {
        await program.stop();
        throw new Error(`${which} showed no tray item:\n${program.stderr()}`, { cause: error });
      }
    },
    async openWindow(run): Promise<OpenedWindow> {
      const item = await trayHost.waitForItem(run.pid);
      const painted = screen.nextPaintedWindow();
      const clickedAt = performance.now();
      // The reply may come late; the window is what counts.
      const [{ window, paintedAt }] = await Promise.all([painted, item.activate()]);
      return { window, paintedMs: paintedAt - clickedAt };
    },
    closeWindow: (window) => screen.closeWindow(window),
  };
}
