import { buildApp } from "./buildApp.mjs";
import { runScript } from "./script.mjs";
import { setUp } from "./setup.mjs";

await runScript(async () => {
  await setUp({ need: ["dependencies"] });
  await buildApp();
});
