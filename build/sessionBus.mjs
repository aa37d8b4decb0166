import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startInBackground } from "./backgroundProcess.mjs";

/**
 * Starts a D-Bus session with an unlocked, empty keyring of its own, for a demo on a machine without a desktop. The
 * user's own keyring is never touched: both live in a throw-away folder.
 * @returns {Promise<{ env: NodeJS.ProcessEnv, stop: () => Promise<void> }>}
 */
export async function startSessionBus() {
  const folder = await mkdtemp(join(tmpdir(), "photonmark-codex-session-"));
  const runtime = join(folder, "run");
  await mkdir(runtime, { mode: 0o700 });
  /** @type {import("./backgroundProcess.mjs").BackgroundProcess[]} */
  const started = [];
  const stop = async () => {
    for (const background of started.reverse()) await background.stop();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const bus = startInBackground("dbus-daemon", [
      "--session",
      "--nofork",
      "--print-address=1",
      `--address=unix:dir=${runtime}`,
    ]);
    started.push(bus);
    const env = {
      DBUS_SESSION_BUS_ADDRESS: (await bus.firstLine(1)).trim(),
      XDG_RUNTIME_DIR: runtime,
    };
    const keyring = startInBackground(
      "gnome-keyring-daemon",
      ["--foreground", "--unlock", "--components=secrets", `--control-directory=${runtime}`],
      // The password of a keyring that lives as long as this command.
      { env: { ...process.env, ...env, XDG_DATA_HOME: join(folder, "data") }, input: "demo" },
    );
    started.push(keyring);
    await keyring.firstLine(1);
    return { env, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
