import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { patience } from "../../support/patience.ts";
import { connectToBus } from "./dbusConnection.ts";
import { type OwnedProcess, startProcess } from "./ownedProcess.ts";
import { requireProgram } from "./requireProgram.ts";
import { withDeadline } from "./withDeadline.ts";

/** Of the keyring, which lives as long as a test. */
export const KEYRING_PASSWORD = "photonmark-rig";

const SECRETS = "org.freedesktop.secrets";

/**
 * Starts a gnome-keyring of its own on the bus, with an empty unlocked login keyring below `folder`.
 * @throws Error when the program is missing or does not own its name on the bus.
 */
export async function startUnlockedKeyring(
  folder: string,
  busAddress: string,
): Promise<OwnedProcess> {
  const program = requireProgram("gnome-keyring-daemon");
  const control = join(folder, "keyring-control");
  const data = join(folder, "keyring-data");
  for (const path of [control, data]) await mkdir(path, { mode: 0o700 });

  const bus = await connectToBus(busAddress);
  let owned: () => void = () => undefined;
  const nameTaken = new Promise<void>((resolve) => {
    owned = resolve;
  });
  let daemon: OwnedProcess | undefined;
  try {
    await bus.subscribe(`member='NameOwnerChanged',arg0='${SECRETS}'`, ({ member, body }) => {
      if (member === "NameOwnerChanged" && body[0] === SECRETS && body[2] !== "") owned();
    });
    daemon = startProcess(
      program,
      ["--foreground", "--unlock", "--components=secrets", "--control-directory", control],
      {
        env: {
          PATH: process.env.PATH,
          HOME: folder,
          XDG_DATA_HOME: data,
          XDG_RUNTIME_DIR: folder,
          DBUS_SESSION_BUS_ADDRESS: busAddress,
        },
        input: KEYRING_PASSWORD,
      },
    );
    const seen = daemon;
    await withDeadline(nameTaken, patience(), `${SECRETS} on the bus`, () => seen.stderr());
    return daemon;
  } catch (error) {
    await daemon?.stop();
    throw error;
  } finally {
    bus.close();
  }
}
