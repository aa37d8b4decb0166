import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "vite";

/** Loads TypeScript as the packaged program would run it: bundled, plain JavaScript. */
export interface BundleLoader {
  load(file: string): Promise<Record<string, unknown>>;
  remove(): Promise<void>;
}

/** `importNative` is Node's own `import()`: a module runner in between would slow what is measured. */
export function createBundleLoader(
  importNative: (url: string) => Promise<Record<string, unknown>>,
): BundleLoader {
  const folders: string[] = [];
  return {
    async load(file) {
      const folder = await mkdtemp(join(tmpdir(), "pm-bundle-"));
      folders.push(folder);
      await build({
        configFile: false,
        logLevel: "error",
        ssr: { noExternal: true },
        build: {
          ssr: file,
          outDir: folder,
          target: "node20",
          emptyOutDir: true,
          rolldownOptions: { output: { format: "es", entryFileNames: "bundle.mjs" } },
        },
      });
      if (!(await readdir(folder)).includes("bundle.mjs")) throw new Error(`no bundle of ${file}`);
      return await importNative(pathToFileURL(join(folder, "bundle.mjs")).href);
    },
    async remove() {
      for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
    },
  };
}
