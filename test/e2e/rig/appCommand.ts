import { CLOSED_NETWORK } from "./closedNetwork.ts";
import type { DesktopSession } from "./desktopSession.ts";
import { type ThrowAwayHome, USER_DATA } from "./throwAwayHome.ts";

/** How a test wants the app started. */
export interface AppLaunch {
  readonly desktop: DesktopSession;
  readonly home: ThrowAwayHome;
  /** Executable; by default the packaged app that PHOTONMARK_APP names. */
  readonly program?: string;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** PATH of the app, for tests that hide or fake programs. */
  readonly path?: string;
}

/** What to start, as both launchers do it. */
export interface AppCommand {
  readonly program: string;
  readonly args: readonly string[];
  readonly env: Record<string, string>;
}

/**
 * The packaged app under test.
 * @throws Error when PHOTONMARK_APP is not set.
 */
function appProgram(): string {
  const program = process.env.PHOTONMARK_APP;
  if (program === undefined || program === "") {
    throw new Error("PHOTONMARK_APP must name the executable of the packaged app");
  }
  return program;
}

/** Program, arguments and a complete environment: nothing of the caller's leaks in but PATH. */
export function appCommand(launch: AppLaunch): AppCommand {
  const { desktop, home } = launch;
  return {
    program: launch.program ?? appProgram(),
    args: [
      // Chromium's sandbox refuses to run as root; the product itself never turns it off.
      ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
      `--user-data-dir=${home.file(USER_DATA)}`,
      ...(launch.args ?? []),
    ],
    env: {
      PATH: launch.path ?? process.env.PATH ?? "",
      LANG: "C.UTF-8",
      ...CLOSED_NETWORK,
      ...home.env,
      ...desktop.env,
      ...launch.env,
    },
  };
}
