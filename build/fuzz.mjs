import { parseArgs } from "node:util";
import { codexProgram } from "./codexProgram.mjs";
import { run, toolScript } from "./run.mjs";
import { runScript, SetUpError, say } from "./script.mjs";
import { setUp } from "./setup.mjs";

const usage = "npm run fuzz -- [--cases <number>] [--seed <number>] [part of a file's name…]";

// npm run fuzz: many random inputs for each property of test/fuzz. npm test tries each for a moment only.
await runScript(async () => {
  const { cases, seed, names } = options();
  await setUp({ need: ["dependencies"] });
  const env = {
    ...process.env,
    PHOTONMARK_CODEX: await codexProgram(),
    PHOTONMARK_FUZZ_CASES: String(cases),
    PHOTONMARK_FUZZ_SEED: String(seed),
  };
  say(`${cases} cases of each property (fewer where a case is slow), seed ${seed}`);
  const vitest = [toolScript("vitest", "vitest.mjs"), "run", "--project", "fuzz", ...names];
  // A case has a limit of its own where it can hang; how long all of them take is what was asked for.
  const { code } = await run(process.execPath, [...vitest, "--testTimeout=0"], { env });
  if (code !== 0)
    say(`Again with the same inputs: npm run fuzz -- --cases ${cases} --seed ${seed}`);
  return code;
});

/** @returns {{ cases: number, seed: number, names: string[] }} */
function options() {
  try {
    const { values, positionals } = parseArgs({
      options: { cases: { type: "string", default: "10000" }, seed: { type: "string" } },
      allowPositionals: true,
    });
    const seed = values.seed ?? String(Math.floor(Math.random() * 0x7fff_ffff));
    if (![values.cases, seed].every((text) => /^\d{1,9}$|^1\d{9}$|^20\d{8}$/.test(text)))
      throw new SetUpError(`Not a number of use. ${usage}`);
    return { cases: Math.max(1, Number(values.cases)), seed: Number(seed), names: positionals };
  } catch (error) {
    throw new SetUpError(`${error instanceof Error ? error.message : error}\n${usage}`);
  }
}
