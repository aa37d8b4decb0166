import { existsSync } from "node:fs";
import { ourSwitch } from "./ourSwitch.ts";
import { projectFile } from "./projectFile.ts";
import type { BenchContext } from "./row.ts";

type FileHomeFiles = typeof import("../../main/adapters/home/fileHomeFiles.ts");

/** Makes a provider active in one home, on disk and durably. */
export type DurableActivate = (providerId: string) => Promise<void>;

/**
 * The product's own way from provider id to durable file: read, edit, verify, backup, write, read back.
 * The one place of the benchmark that knows how the adapter is made and called.
 */
export async function durableActivate(
  context: BenchContext,
  codexHome: string,
): Promise<DurableActivate | undefined> {
  const source = projectFile("main/adapters/home/fileHomeFiles.ts");
  const change = await ourSwitch(context);
  if (!existsSync(source) || change === undefined) return undefined;
  const { createFileHomeFiles } = (await context.loadBuilt(source)) as FileHomeFiles;
  const homeFiles = createFileHomeFiles({ home: codexHome, clock: { now: () => new Date() } });
  return async (providerId) => {
    await homeFiles.update("activate", ({ text = "" }) => ({ text: change(text, providerId) }));
  };
}
