import { readdirSync } from "node:fs";
import { performance } from "node:perf_hooks";
import { fileURLToPath } from "node:url";
import { projectRoot } from "./paths.mjs";
import { run, toolScript } from "./run.mjs";
import { runScript, say } from "./script.mjs";
import { setUp } from "./setup.mjs";

// npm run check: format, lint, types and dead code; every step runs, one line each, and its messages if it fails.
await runScript(async () => {
  await setUp({ need: ["dependencies"] });
  const typed = readdirSync(projectRoot).filter((name) =>
    /^tsconfig\.(?!base\.).+\.json$/.test(name),
  );
  const steps = [
    {
      name: "biome",
      args: [
        fileURLToPath(import.meta.resolve("@biomejs/biome/bin/biome")),
        "check",
        "--error-on-warnings",
      ],
    },
    ...typed.map((name) => ({
      name: `types ${name}`,
      args: [toolScript("typescript", "bin/tsc"), "-p", name],
    })),
    { name: "knip", args: [toolScript("knip", "bin/knip.js"), "--no-progress"] },
  ];
  let failed = 0;
  for (const { name, args } of steps) {
    const start = performance.now();
    const { code, stdout, stderr } = await run(process.execPath, args, { output: "capture" });
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    say(`${code === 0 ? "ok    " : "FAILED"} ${name} (${seconds} s)`);
    if (code === 0) continue;
    failed += 1;
    say(`${stdout}${stderr}`.trimEnd());
  }
  return failed === 0 ? 0 : 1;
});
