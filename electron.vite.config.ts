import { join } from "node:path";
import react from "@vitejs/plugin-react";
import { defineConfig } from "electron-vite";
import { chunkOf } from "./build/chunkOf.mjs";
import { devServer } from "./build/devServer.mjs";
import { firstPaint } from "./build/firstPaint.mjs";
import { projectRoot } from "./build/paths.mjs";
import packageJson from "./package.json" with { type: "json" };

/**
 * Everything is bundled, so that Codex's users start one file, not hundreds. All that the package has in node_modules
 * is keytar, which is native.
 */
const bundled = {
  externalizeDeps: false,
  minify: process.env.NODE_ENV_ELECTRON_VITE === "development" ? false : "oxc",
  sourcemap: false,
} as const;

/** How long plugins take is no news for whoever starts the app, and a busy machine would always tell it. */
const checks = { bundlerTimings: false };

export default defineConfig({
  main: {
    define: { __APP_VERSION__: JSON.stringify(packageJson.version) },
    build: {
      ...bundled,
      rollupOptions: {
        checks,
        input: { index: "main/index.ts", cli: "main/cli.ts" },
        external: ["keytar"],
        // CommonJS starts faster than modules, in Electron and in Node alike.
        output: {
          format: "cjs",
          entryFileNames: "[name].cjs",
          chunkFileNames: "[name]-[hash].cjs",
          // What the desktop and the terminal need first; opening twenty small files takes longer than reading one.
          codeSplitting: {
            groups: [
              chunkOf(
                "application",
                [
                  "app/application.ts",
                  "app/commands/reload.ts",
                  "app/i18n/i18n.ts",
                  "main/adapters/home/fileHomeFiles.ts",
                  "main/adapters/settings/fileSettingsStore.ts",
                  "main/adapters/dashboard/fileBalanceCache.ts",
                ].map((path) => join(projectRoot, path)),
              ),
            ],
          },
        },
      },
    },
  },
  preload: {
    build: {
      ...bundled,
      rollupOptions: {
        checks,
        input: { preload: "main/preload.ts" },
        // A sandboxed preload must be one CommonJS file.
        output: { format: "cjs", entryFileNames: "[name].cjs" },
      },
    },
  },
  renderer: {
    root: "renderer",
    base: "./",
    plugins: [react(), firstPaint(), devServer()],
    build: {
      minify: "oxc",
      sourcemap: false,
      // The runtime knows modules; it still fetches them all at once.
      modulePreload: { polyfill: false },
      target: "chrome130",
      assetsInlineLimit: 0,
      rollupOptions: {
        checks,
        input: join(projectRoot, "renderer/index.html"),
        // Each file more on the way to the first view is another trip through the main process.
        output: {
          codeSplitting: {
            groups: [
              // What loads the application must not wait for it.
              { name: "boot", test: /vite\/preload-helper|renderer\/boot\.ts/ },
              chunkOf("first", [join(projectRoot, "renderer/main.tsx")]),
            ],
          },
        },
      },
    },
  },
});
