import { createServer } from "vite";
import { projectRoot } from "./paths.mjs";

/**
 * Loads the local stand-in for the service, which is TypeScript like the tests that use it.
 * @returns {Promise<{
 *   startSandbox: typeof import("../test/sandbox/startSandbox.ts").startSandbox,
 *   runSandbox: typeof import("../test/sandbox/runSandbox.ts").runSandbox,
 * }>}
 */
export async function loadSandbox() {
  const loader = await createServer({
    configFile: false,
    root: projectRoot,
    logLevel: "error",
    appType: "custom",
    server: { middlewareMode: true, ws: false, watch: null },
    optimizeDeps: { noDiscovery: true },
  });
  try {
    const { startSandbox } = await loader.ssrLoadModule("/test/sandbox/startSandbox.ts");
    const { runSandbox } = await loader.ssrLoadModule("/test/sandbox/runSandbox.ts");
    return { startSandbox, runSandbox };
  } finally {
    // What is loaded stays usable: none of it imports anything later.
    await loader.close();
  }
}
