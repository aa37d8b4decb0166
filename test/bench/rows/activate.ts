import { copyFile, mkdir, open, readFile, rename } from "node:fs/promises";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { createThrowAwayHome } from "../../e2e/rig/throwAwayHome.ts";
import { BENCH_IDS, configOfSize } from "../configOfSize.ts";
import { type DurableActivate, durableActivate } from "../durableActivate.ts";
import type { Row } from "../row.ts";
import { interleaved } from "../samples.ts";

/** Switching the provider on disk, with backup, so that a power cut loses nothing. */
export const activate: Row = {
  id: "activate",
  title: "activate, durable, with backup",
  reference: "raw read, copy, fsync, write, fsync, rename",
  unit: "ms",
  budget: { ratioAtMost: 1.5 },
  async measure(context) {
    const files = { ".codex/config.toml": configOfSize(2_000) };
    const homes = {
      ours: await createThrowAwayHome(files),
      bare: await createThrowAwayHome(files),
    };
    try {
      const ours = await durableActivate(context, homes.ours.codexHome);
      if (ours === undefined) return { notBuilt: "main/adapters/home/fileHomeFiles.ts is missing" };
      const runs: Record<"ours" | "bare", DurableActivate> = {
        ours,
        bare: await rawActivate(homes.bare.codexHome),
      };
      const counts = { ours: 0, bare: 0 };
      return await interleaved(context.quick ? 15 : 61, async (which) => {
        // To and fro, so that every call has something to change.
        const target = BENCH_IDS[++counts[which] % 2] ?? BENCH_IDS[0];
        const startedAt = performance.now();
        await runs[which](target);
        const elapsed = performance.now() - startedAt;
        const text = await homes[which].read(".codex/config.toml");
        if (!text.includes(`model_provider = "${target}"`))
          throw new Error(`${which}: not written`);
        return elapsed;
      });
    } finally {
      for (const home of Object.values(homes)) await home.remove();
    }
  },
};

/** The least that is still durable, without lock, proof, read-back or any check. */
async function rawActivate(codexHome: string): Promise<DurableActivate> {
  const [config, temporary] = [join(codexHome, "config.toml"), join(codexHome, "config.tmp")];
  const backups = join(codexHome, "raw-backups");
  await mkdir(backups);
  let count = 0;
  return async (target) => {
    const text = await readFile(config, "utf8");
    const backup = join(backups, `${count++}.toml`);
    await copyFile(config, backup);
    await syncFile(backup);
    const file = await open(temporary, "w", 0o600);
    await file.writeFile(text.replace(/^model_provider = "\w+"/m, `model_provider = "${target}"`));
    await file.sync();
    await file.close();
    await rename(temporary, config);
  };
}

async function syncFile(path: string): Promise<void> {
  const file = await open(path, "r");
  await file.sync();
  await file.close();
}
