import { run } from "./run.mjs";
import { runScript } from "./script.mjs";
import { setUp } from "./setup.mjs";

// npm run screenshots [-- folder [name part]]: every view in every state, in both themes and languages, as pictures.
await runScript(async () => {
  await setUp({ need: ["dependencies"] });
  const script = "test/renderer/screenshots.mjs";
  const { code } = await run(process.execPath, [script, ...process.argv.slice(2)]);
  return code;
});
