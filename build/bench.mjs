import { join } from "node:path";
import { packApp, packedExecutable } from "./packApp.mjs";
import { projectRoot } from "./paths.mjs";
import { run } from "./run.mjs";
import { runScript } from "./script.mjs";
import { setUp } from "./setup.mjs";

// npm run bench: packs the app as it is released, then measures it against its references.
await runScript(async () => {
  const { electron } = await setUp({ need: ["dependencies", "electron", "rig"] });
  await packApp({ installers: false });
  const env = {
    ...process.env,
    PHOTONMARK_ELECTRON: electron?.executablePath,
    PHOTONMARK_APP: packedExecutable(),
  };
  const script = join(projectRoot, "test", "bench", "run.mjs");
  return (await run(process.execPath, [script, ...process.argv.slice(2)], { env })).code;
});
