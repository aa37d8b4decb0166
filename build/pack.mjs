import { packApp } from "./packApp.mjs";
import { runScript } from "./script.mjs";

await runScript(async () => {
  await packApp({ installers: !process.argv.includes("--dir") });
});
