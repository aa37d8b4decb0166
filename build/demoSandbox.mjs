import { loadSandbox } from "./loadSandbox.mjs";

const usualPort = 4747;

/**
 * Starts the local stand-in for the service, in this process: it ends with it.
 * @returns {Promise<import("../test/sandbox/startSandbox.ts").Sandbox>}
 */
export async function startDemoSandbox() {
  const { startSandbox } = await loadSandbox();
  // As fast as a model types, roughly.
  const options = { pieceDelayMs: 30 };
  try {
    return await startSandbox({ ...options, port: usualPort });
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EADDRINUSE")) throw error;
    return await startSandbox(options);
  }
}
