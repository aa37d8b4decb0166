import { join } from "node:path";
import { buildIfNeeded } from "./buildApp.mjs";
import { projectRoot } from "./paths.mjs";
import { run } from "./run.mjs";
import { runScript } from "./script.mjs";
import { setUp } from "./setup.mjs";

// npm run -s cli -- list: builds what changed, then runs the terminal program with the given arguments.
await runScript(async () => {
  await setUp({ need: ["dependencies"] });
  await buildIfNeeded();
  const program = join(projectRoot, "out", "main", "cli.cjs");
  // A relative path in the arguments means the folder the user typed it in.
  const { code } = await run(process.execPath, [program, ...process.argv.slice(2)], {
    cwd: process.env.INIT_CWD ?? process.cwd(),
  });
  return code;
});
