import { copyFile, mkdir, readdir } from "node:fs/promises";
import { constants } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { createBareSystem, keptSize, makeBase, whyNotHere } from "./bare/bareSystem.mjs";
import { windowIsDrawn } from "./bare/drawnWindow.mjs";
import { installCommandIn } from "./debianPackages.mjs";
import { withFolderLock } from "./folderLock.mjs";
import { cachePath, projectRoot } from "./paths.mjs";
import { run } from "./run.mjs";
import { runScript, say } from "./script.mjs";
import { chosenStages } from "./testStages.mjs";
import { addTallies, emptyTally, tallyIn, tallyLine } from "./testTally.mjs";

/** @typedef {import("./testTally.mjs").Tally} Tally */
/** @typedef {Awaited<ReturnType<typeof createBareSystem>>} BareSystem */

const newcomers = [
  { name: "root", home: "/root" },
  { name: "newcomer", home: "/home/newcomer" },
];
const pictures = join(projectRoot, "test-results", "bare");
const startLimitMs = 30 * 60_000;
const goodByeMs = 30_000;
const endedByCtrlC = 128 + constants.signals.SIGINT;
const cannotRunHere = 2;
const ok = { ...emptyTally, passed: 1 };
const failed = { ...emptyTally, failed: 1 };

// npm run test:bare [-- stage…]: a bare Debian for root and one for a user without sudo, and in each what a newcomer runs.
await runScript(async () => {
  const stages = chosenStages(process.argv.slice(2));
  const whyNot = await whyNotHere();
  if (whyNot !== undefined) {
    say(whyNot);
    return cannotRunHere;
  }
  await sayWhatIsTested();
  const stop = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => stop.abort());
  const began = performance.now();
  let sum = emptyTally;
  /** @type {string[]} */
  const report = [];
  await withFolderLock(cachePath("bare.lock"), "a bare system", async () => {
    await makeBase(stop.signal);
    report.push(`base: ${seconds(began)}`);
    for (const newcomer of newcomers) {
      const system = await createBareSystem(newcomer, stop.signal);
      try {
        const tally = await beNewcomer(newcomer.name, system, stages, report);
        sum = addTallies(sum, tally);
        report.push(`${newcomer.name}: the system took ${megabytes(await system.size())}`);
      } finally {
        await system.remove();
      }
    }
    report.push(`kept for the next run: ${megabytes(await keptSize())}`);
  });
  say(`\n${report.join("\n")}\ntotal: ${seconds(began)}`);
  console.log(tallyLine(sum));
  return sum.failed === 0 ? 0 : 1;
});

/**
 * Runs what a newcomer runs. Root's set-up installs what is missing; the other newcomer's names the one command, which
 * an administrator runs.
 * @param {string} name of the newcomer
 * @param {BareSystem} system
 * @param {readonly string[]} stages of npm test
 * @param {string[]} report gets a line for each step
 * @returns {Promise<Tally>}
 */
async function beNewcomer(name, system, stages, report) {
  say(
    `\n== ${name}. From earlier runs, so that nothing is downloaded twice: ${system.shared.join(", ")}`,
  );
  let sum = emptyTally;
  /**
   * @param {string} what
   * @param {() => Promise<Attempt>} work
   */
  const step = async (what, work) => {
    say(`\n-- ${name}: ${what}`);
    const start = performance.now();
    const attempt = await work();
    sum = addTallies(sum, attempt.tally);
    report.push(`${name}: ${what}: ${tallyLine(attempt.tally)} (${seconds(start)})`);
    return attempt;
  };
  const start = "npm start";
  const test = ["npm test", ...(stages.length > 0 ? ["--", ...stages] : [])].join(" ");
  if (name === "root") {
    await step(start, () => openWindow(name, system));
    await step(test, () => runTests(system, test));
    return sum;
  }
  const { command } = await step(`${start}, which names the command`, () => beTold(system, start));
  if (command === undefined) return sum;
  await step("the administrator runs it", () => administer(system, command));
  await step(start, () => openWindow(name, system));
  await step(test, async () => {
    const first = await runTests(system, test);
    if (first.command === undefined) return first;
    // The tests need more than the app; it is one command again.
    const more = await administer(system, first.command);
    const second = await runTests(system, test);
    return { ...second, tally: addTallies(more.tally, second.tally) };
  });
  return sum;
}

/**
 * What came of running something.
 * @typedef {object} Attempt
 * @property {Tally} tally
 * @property {string} [command] that is to be run first, as the set-up says
 */

/**
 * @param {BareSystem} system
 * @param {string} start
 * @returns {Promise<Attempt>} passed when it ends with a failure and names the command
 */
async function beTold(system, start) {
  const { code, output } = await system.start(start).ended;
  const command = installCommandIn(output);
  return command !== undefined && code !== 0 ? { tally: ok, command } : { tally: failed };
}

/**
 * @param {BareSystem} system
 * @param {string} command
 * @returns {Promise<Attempt>}
 */
async function administer(system, command) {
  say(`# ${command}`);
  const { code } = await system.start(command, { asRoot: true }).ended;
  return { tally: code === 0 ? ok : failed };
}

/**
 * Runs npm start until the window is drawn, keeps a picture of it, and ends it with Ctrl-C.
 * @param {string} name of the newcomer
 * @param {BareSystem} system
 * @returns {Promise<Attempt>}
 */
async function openWindow(name, system) {
  const app = system.start("npm start");
  const over = new AbortController();
  const limit = AbortSignal.timeout(startLimitMs);
  void app.ended.catch(() => undefined).then(() => over.abort());
  const temporary = join(system.tree, "tmp");
  const isDrawn = await windowIsDrawn(
    () => newestIn(temporary, "photonmark-codex-display-", "Xvfb_screen0"),
    AbortSignal.any([over.signal, limit]),
  );
  const kept = await newestIn(temporary, "photonmark-codex-screenshots-", "screen.png");
  if (isDrawn && kept !== undefined) {
    await mkdir(pictures, { recursive: true });
    await copyFile(kept, join(pictures, `${name}.png`));
    say(`The window is there: ${join(pictures, `${name}.png`)}`);
  }
  app.interrupt();
  const patience = setTimeout(app.kill, goodByeMs);
  const { code } = await app.ended;
  clearTimeout(patience);
  if (!isDrawn) say("No window was drawn.");
  const hasEndedWell = code === 0 || code === endedByCtrlC;
  if (!hasEndedWell) say(`npm start ended with ${code}.`);
  return { tally: isDrawn && kept !== undefined && hasEndedWell ? ok : failed };
}

/**
 * @param {BareSystem} system
 * @param {string} test
 * @returns {Promise<Attempt>}
 */
async function runTests(system, test) {
  const { code, stdout, output } = await system.start(test).ended;
  const tally = tallyIn(stdout) ?? failed;
  const command = installCommandIn(output);
  return {
    tally: code !== 0 && tally.failed === 0 ? addTallies(tally, failed) : tally,
    ...(command === undefined ? {} : { command }),
  };
}

/**
 * A file in the folder whose name begins so; there is one at most, as the app is started once.
 * @param {string} folder
 * @param {string} prefix
 * @param {string} file
 */
async function newestIn(folder, prefix, file) {
  const name = (await readdir(folder)).filter((entry) => entry.startsWith(prefix)).at(-1);
  return name === undefined ? undefined : join(folder, name, file);
}

async function sayWhatIsTested() {
  const git = async (/** @type {string[]} */ ...args) =>
    (await run("git", args, { output: "capture" })).stdout.trim();
  say(`Testing the commit ${await git("log", "-1", "--format=%h %s")}`);
  if ((await git("status", "--porcelain")) !== "")
    say("There are changes that are not committed; they are not part of it.");
}

/** @param {number} start as performance.now() gave it */
function seconds(start) {
  return `${((performance.now() - start) / 1000).toFixed(1)} s`;
}

/** @param {number} bytes */
function megabytes(bytes) {
  return `${Math.round(bytes / 1e6)} MB`;
}
