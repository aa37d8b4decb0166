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
  const { runBench } = await server.ssrLoadModule("/test/bench/runBench.ts");
  process.exitCode = await runBench(
    process.argv.slice(2),
    (/** @type {string} */ url) => import(url),
  );
} finally {
  await server.close();
}
