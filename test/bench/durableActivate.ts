import { existsSync } from "node:fs";
import { projectFile } from "./projectFile.ts";
import type { BenchContext } from "./row.ts";

/** Makes a provider active in one home, on disk and durably. */
export type DurableActivate = (providerId: string) => Promise<void>;

interface Snapshot {
  readonly text: string | undefined;
}

interface HomeFilesModule {
  createFileHomeFiles(home: { path: string }): {
    update(
      reason: "activate",
      compute: (current: Snapshot) => { readonly text: string },
    ): Promise<unknown>;
  };
}

interface EngineModule {
  edit(text: string, intents: readonly unknown[]): string;
}

interface ProofModule {
  verify(before: string, after: string, intents: readonly unknown[]): void;
}

/**
 * The product's own way from provider id to durable file: read, edit, verify, backup, write.
 * The one place of the benchmark that knows how the adapter is made and called.
 */
export async function durableActivate(
  { loadBuilt }: BenchContext,
  codexHome: string,
): Promise<DurableActivate | undefined> {
  const sources = ["main/adapters/fileHomeFiles.ts", "app/config/edit.ts", "app/config/verify.ts"];
  if (!sources.map(projectFile).every((file) => existsSync(file))) return undefined;
  const [files, engine, proof] = (await Promise.all(
    sources.map((source) => loadBuilt(projectFile(source))),
  )) as unknown as [HomeFilesModule, EngineModule, ProofModule];
  const homeFiles = files.createFileHomeFiles({ path: codexHome });
  return async (providerId) => {
    await homeFiles.update("activate", ({ text = "" }) => {
      const intents = [{ kind: "setActive", providerId }];
      const after = engine.edit(text, intents);
      proof.verify(text, after, intents);
      return { text: after };
    });
  };
}
