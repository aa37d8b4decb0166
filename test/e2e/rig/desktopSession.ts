import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { OwnedProcess } from "./ownedProcess.ts";
import { startSessionBus } from "./sessionBus.ts";
import { startUnlockedKeyring } from "./unlockedKeyring.ts";
import { startVirtualDisplay } from "./virtualDisplay.ts";

/** A throw-away desktop: display, session bus and unlocked keyring. */
export interface DesktopSession {
  /** Variables that put a program on this desktop; spread them over the program's environment. */
  readonly env: Readonly<Record<string, string>>;
  readonly display: string;
  readonly busAddress: string;
  /** Ends everything the session started, by pid, and removes its folder. */
  stop(): Promise<void>;
}

/** Options of {@link startDesktopSession}. */
export interface DesktopSessionOptions {
  /** False: a bare Linux without a Secret Service. */
  readonly keyring?: boolean;
}

/**
 * Starts Xvfb, a private dbus-daemon and an unlocked gnome-keyring.
 * @throws Error naming the Debian package when a program is missing.
 */
export async function startDesktopSession(
  options: DesktopSessionOptions = {},
): Promise<DesktopSession> {
  const folder = await mkdtemp(join(tmpdir(), "pm-desktop-"));
  const runtime = join(folder, "run");
  await mkdir(runtime, { mode: 0o700 });
  const started: OwnedProcess[] = [];
  const stop = async () => {
    // The keyring before the bus it lives on.
    for (const owned of started.splice(0).reverse()) await owned.stop();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const { display, server } = await startVirtualDisplay();
    started.push(server);
    const bus = await startSessionBus(runtime);
    started.push(bus.daemon);
    if (options.keyring !== false) started.push(await startUnlockedKeyring(runtime, bus.address));
    return {
      env: {
        DISPLAY: display,
        XDG_SESSION_TYPE: "x11",
        XDG_RUNTIME_DIR: runtime,
        DBUS_SESSION_BUS_ADDRESS: bus.address,
        // The machine's own system bus (or its absence) must not change what a test sees.
        DBUS_SYSTEM_BUS_ADDRESS: bus.address,
      },
      display,
      busAddress: bus.address,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
