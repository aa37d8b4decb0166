import { runScript } from "./script.mjs";
import { setUp } from "./setup.mjs";

// npm run sandbox: the local stand-in for the service, until Ctrl-C.
await runScript(async () => {
  await setUp({ need: ["dependencies"] });
  const { loadSandbox } = await import("./loadSandbox.mjs");
  const { runSandbox } = await loadSandbox();
  return await runSandbox(process.argv.slice(2));
});
