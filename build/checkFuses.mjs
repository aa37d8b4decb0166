import { fusePlan, readFuses, wrongFuses } from "./fuses.mjs";
import { packedExecutable } from "./packApp.mjs";
import { runScript, SetUpError } from "./script.mjs";

// node build/checkFuses.mjs [executable or .app]: prints the fuse wire, of what was packed last unless told otherwise,
// and exits 1 unless it is a release's.
await runScript(async () => {
  const executable = process.argv[2] ?? packedExecutable();
  const wire = await readFuses(executable);
  for (const { name, state } of wire) console.log(`${state.padEnd(8)}${name}`);
  const wrong = wrongFuses(wire, fusePlan({ forTests: false }));
  if (wrong.length > 0) throw new SetUpError(`Not fit for a release: ${wrong.join("; ")}`);
});
