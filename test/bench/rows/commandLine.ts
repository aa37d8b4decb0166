import { spawnSync } from "node:child_process";
import { performance } from "node:perf_hooks";
import { createThrowAwayHome } from "../../e2e/rig/throwAwayHome.ts";
import { configOfSize } from "../configOfSize.ts";
import type { Row } from "../row.ts";
import { interleaved } from "../samples.ts";

/** The whole life of a `list` process. */
export const commandLine: Row = {
  id: "cli",
  title: "CLI list, whole process",
  reference: "node -e 0",
  unit: "ms",
  budget: { ratioAtMost: 2.5 },
  async measure({ cli, quick }) {
    if (cli === undefined) return { notBuilt: "no built CLI" };
    const home = await createThrowAwayHome({ ".codex/config.toml": configOfSize(2_000) });
    const env = { PATH: process.env.PATH, ...home.env };
    const time = (args: readonly string[]) => {
      const startedAt = performance.now();
      const { status, stderr } = spawnSync(process.execPath, args, { env, encoding: "utf8" });
      const elapsed = performance.now() - startedAt;
      if (status !== 0) throw new Error(`${args.join(" ")} ended with ${status}: ${stderr}`);
      return elapsed;
    };
    try {
      return await interleaved(quick ? 7 : 25, (which) =>
        time(which === "ours" ? [cli, "list"] : ["-e", "0"]),
      );
    } finally {
      await home.remove();
    }
  },
};
