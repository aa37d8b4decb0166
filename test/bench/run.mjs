// Loads the benchmark, which is TypeScript like the rig it uses, and runs it.
import { fileURLToPath } from "node:url";
import { createServer } from "vite";

const server = await createServer({
  configFile: false,
  root: fileURLToPath(new URL("../..", import.meta.url)),
  logLevel: "error",
  appType: "custom",
  server: { middlewareMode: true, ws: false, watch: null },
  optimizeDeps: { noDiscovery: true },
});
try {
  /** @type {typeof import("./runBench.ts")} */
  const { runBench } = await server.ssrLoadModule("/test/bench/runBench.ts");
  // Node's own import(), which code that came through Vite does not have.
  process.exitCode = await runBench(process.argv.slice(2), (url) => import(url));
} finally {
  await server.close();
}
