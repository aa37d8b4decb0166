import { type OwnedProcess, startProcess } from "./ownedProcess.ts";
import { requireProgram } from "./requireProgram.ts";

/** An X server without a screen. */
export interface VirtualDisplay {
  /** Value for DISPLAY, such as ":3". */
  readonly display: string;
  readonly server: OwnedProcess;
}

/**
 * Starts Xvfb with one 1440x1000 screen of 24 bits on a free display number.
 * @throws Error when Xvfb is missing or does not come up.
 */
export async function startVirtualDisplay(): Promise<VirtualDisplay> {
  const program = requireProgram("Xvfb");
  const screen = ["-screen", "0", "1440x1000x24"];
  const server = startProcess(
    program,
    ["-displayfd", "3", ...screen, "-nolisten", "tcp", "-noreset"],
    { env: { PATH: process.env.PATH } },
  );
  try {
    const number = (await server.firstLine("fd3")).trim();
    return { display: `:${number}`, server };
  } catch (error) {
    await server.stop();
    throw error;
  }
}
