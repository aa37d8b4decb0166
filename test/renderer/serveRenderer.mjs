import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join } from "node:path";
import react from "@vitejs/plugin-react";
import { build } from "vite";

const projectRoot = join(import.meta.dirname, "../..");
const types = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css" };

/**
 * Builds the renderer and serves it on 127.0.0.1 with the content security policy of the app, and with the
 * fake bridge in place of the preload.
 * @param {string} folder where the build goes
 * @returns {Promise<{ origin: string, close: () => void }>}
 */
export async function serveRenderer(folder) {
  const shared = { configFile: false, logLevel: "warn", plugins: [react()] };
  await build({
    ...shared,
    root: join(projectRoot, "renderer"),
    base: "./",
    build: {
      outDir: folder,
      emptyOutDir: true,
      modulePreload: false,
      assetsInlineLimit: 0,
      target: "chrome130",
    },
  });
  await build({
    ...shared,
    root: projectRoot,
    build: {
      outDir: folder,
      emptyOutDir: false,
      lib: {
        entry: "test/renderer/fakePage.ts",
        formats: ["iife"],
        name: "fakePage",
        fileName: () => "fakePage.js",
      },
    },
  });
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://localhost");
    const path = pathname === "/" ? "/index.html" : pathname;
    if (path === "/favicon.ico") return response.writeHead(204).end();
    const type = types[extname(path)];
    const bytes = type && (await readFile(join(folder, path)).catch(() => undefined));
    if (!type || !bytes || path.includes("..")) return response.writeHead(404).end();
    const nonce = randomBytes(16).toString("base64");
    response.writeHead(200, {
      "content-type": `${type}; charset=utf-8`,
      "content-security-policy": [
        "default-src 'none'",
        "script-src 'self'",
        `style-src 'self' 'nonce-${nonce}'`,
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'none'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
      ].join("; "),
    });
    const body =
      type === "text/html"
        ? bytes
            .toString()
            .replaceAll("__CSP_NONCE__", nonce)
            .replaceAll(/__[A-Z]+__/g, "")
            .replace("<script", '<script src="./fakePage.js"></script><script')
        : bytes;
    response.end(body);
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  const { port } = server.address();
  return { origin: `http://127.0.0.1:${port}`, close: () => server.close() };
}
