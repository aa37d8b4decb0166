import { realpath } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { projectRoot } from "./paths.mjs";

const host = "127.0.0.1";

/**
 * For `npm run dev`: the page, which is shown under `app:`, is told where this server is, and its scripts and styles get
 * the nonce of the content security policy.
 * @returns {import("vite").Plugin}
 */
export function devServer() {
  return {
    name: "dev-server",
    apply: "serve",
    async config() {
      const port = await freePort();
      // A second working tree may have node_modules by a link.
      const allow = [projectRoot, await realpath(join(projectRoot, "node_modules"))];
      return {
        html: { cspNonce: "__CSP_NONCE__" },
        server: {
          host,
          port,
          strictPort: true,
          hmr: { protocol: "ws", host, clientPort: port },
          fs: { allow },
        },
      };
    },
  };
}

/** @returns {Promise<number>} */
function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer().once("error", reject);
    server.listen(0, host, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}
