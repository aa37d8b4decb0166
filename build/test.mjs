import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { buildIfNeeded } from "./buildApp.mjs";
import { codexProgram } from "./codexProgram.mjs";
import { measureSlowness } from "./machineSpeed.mjs";
import { packApp, packedExecutable } from "./packApp.mjs";
import { run, toolScript } from "./run.mjs";
import { runScript, say } from "./script.mjs";
import { setUp } from "./setup.mjs";
import { chosenStages, stages } from "./testStages.mjs";
import { addTallies, emptyTally, readTally, tallyLine } from "./testTally.mjs";

/** @typedef {import("./testStages.mjs").Stage} Stage */

// npm test [-- stage…]: sets up, installs the pinned Codex, builds, packs, runs the stages; the last line is the sum.
await runScript(async () => {
  const chosen = chosenStages(process.argv.slice(2));
  const began = performance.now();
  /** @type {string[]} */
  const times = [];
  /**
   * @template T
   * @param {string} name
   * @param {() => Promise<T>} work
   */
  const timed = async (name, work) => {
    const start = performance.now();
    const result = await work();
    times.push(`${name} ${seconds(start)}`);
    return result;
  };

  process.env.PHOTONMARK_SLOWNESS = measureSlowness().toFixed(2);
  say(`This machine is ${process.env.PHOTONMARK_SLOWNESS} times slower than normal; waits follow.`);
  const env = await timed("set-up", () => prepare(chosen)).catch((error) => {
    // The last line is there whatever happens.
    process.on("exit", () => console.log(tallyLine({ ...emptyTally, failed: 1 })));
    throw error;
  });
  const reports = await mkdtemp(join(tmpdir(), "photonmark-codex-reports-"));
  let sum = emptyTally;
  try {
    for (const stage of chosen) {
      const report = join(reports, `${stage}.json`);
      sum = addTallies(sum, await timed(stage, () => runStage(stage, env, report)));
    }
  } finally {
    await rm(reports, { recursive: true, force: true });
  }
  say(`Times: ${times.join(", ")}; total ${seconds(began)}`);
  console.log(tallyLine(sum));
  return sum.failed === 0 ? 0 : 1;
});

/**
 * @param {readonly Stage[]} chosen
 * @returns {Promise<NodeJS.ProcessEnv>} the environment for the stages
 */
async function prepare(chosen) {
  const needsCodex = chosen.some((stage) => stages[stage].codex);
  const needsApp = chosen.some((stage) => stages[stage].packed);
  const { electron } = await setUp({
    need: ["dependencies", ...(needsApp ? /** @type {const} */ (["electron", "rig"]) : [])],
  });
  // Loaded only now: it uses npm packages.
  const { installedRuntime } = await import("./electron-runtime/findElectronRuntime.mjs");
  const codex = needsCodex ? await codexProgram() : undefined;
  if (needsApp) {
    process.env.PHOTONMARK_E2E = "1";
    await packApp({ installers: false });
  } else if (chosen.some((stage) => stages[stage].built)) {
    await buildIfNeeded();
  }
  return {
    ...process.env,
    PHOTONMARK_CODEX: codex,
    PHOTONMARK_ELECTRON: (electron ?? (await installedRuntime()))?.executablePath,
    PHOTONMARK_APP: needsApp ? packedExecutable() : undefined,
  };
}

/**
 * @param {Stage} stage
 * @param {NodeJS.ProcessEnv} env
 * @param {string} report path for Vitest's JSON report
 */
async function runStage(stage, env, report) {
  say(`\n== ${stage}`);
  const vitest = [toolScript("vitest", "vitest.mjs"), "run", "--project", stage];
  const { code } = await run(
    process.execPath,
    [...vitest, "--reporter=default", "--reporter=json", `--outputFile.json=${report}`],
    { env },
  );
  return readTally(report, code);
}

/** @param {number} start as performance.now() gave it */
function seconds(start) {
  return `${((performance.now() - start) / 1000).toFixed(1)} s`;
}
