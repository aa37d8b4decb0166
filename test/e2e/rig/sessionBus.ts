import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type OwnedProcess, startProcess } from "./ownedProcess.ts";
import { requireProgram } from "./requireProgram.ts";

/** A D-Bus daemon of our own. */
export interface SessionBus {
  /** Value for DBUS_SESSION_BUS_ADDRESS. */
  readonly address: string;
  readonly daemon: OwnedProcess;
}

// No service folders: nothing that happens to be installed on the machine is started by a message.
const configuration = (socket: string) => `<!DOCTYPE busconfig PUBLIC
  "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
  "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <keep_umask/>
  <listen>unix:path=${socket}</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
`;

/**
 * Starts a private session bus whose socket lies in `folder`.
 * @throws Error when dbus-daemon is missing or does not come up.
 */
export async function startSessionBus(folder: string): Promise<SessionBus> {
  const program = requireProgram("dbus-daemon");
  const config = join(folder, "bus.conf");
  await writeFile(config, configuration(join(folder, "bus")));
  const daemon = startProcess(
    program,
    [`--config-file=${config}`, "--nofork", "--nopidfile", "--print-address=3"],
    { env: { PATH: process.env.PATH } },
  );
  try {
    const printed = await daemon.firstLine("fd3");
    // Without the guid: some clients compare addresses as text.
    return { address: printed.replace(/,guid=.*$/, "").trim(), daemon };
  } catch (error) {
    await daemon.stop();
    throw error;
  }
}
