import { cp, mkdir, mkdtemp, open, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";
import { codexProgram } from "./codexProgram.mjs";
import { createCrowd } from "./crowdProcesses.mjs";
import { startVirtualDisplay } from "./display.mjs";
import { packedExecutable } from "./packApp.mjs";
import { projectRoot } from "./paths.mjs";
import { run } from "./run.mjs";
import { runScript, SetUpError, say } from "./script.mjs";
import { startSessionBus } from "./sessionBus.mjs";
import { setUp } from "./setup.mjs";

/** How long the members of the crowd may take to come up, in milliseconds. */
const comeUpMs = 15_000;

// npm run test:crowd [-- [stage…] [--busy N]]: runs the tests on the desktop of somebody who works with Codex there,
// has our app open and tests another clone of it. Fails when a test fails, when a program beside them has ended, or
// when the user's config.toml was touched. N: so many loops keep processors busy.
await runScript(async () => {
  if (process.platform !== "linux") throw new SetUpError("The crowd runs on Linux only.");
  const { values, positionals: stages } = parseArgs({
    allowPositionals: true,
    options: { busy: { type: "string", default: "0" } },
  });
  if (!/^\d{1,3}$/.test(values.busy)) throw new SetUpError("--busy takes a number of loops.");
  await setUp({ need: ["dependencies", "electron", "rig"] });
  const codex = await codexProgram();
  // In a process of its own: electron-builder ends the process it runs in at Ctrl-C, before this script can clean up.
  const pack = [join("build", "pack.mjs"), "--dir"];
  const { code: packed } = await run(process.execPath, pack, { output: "stderr" });
  if (packed !== 0) throw new SetUpError("The app could not be packed.");

  const folder = await mkdtemp(join(tmpdir(), "photonmark-codex-crowd-"));
  const crowd = createCrowd(folder);
  /** @type {Array<() => Promise<void>>} */
  const cleanUps = [() => rm(folder, { recursive: true, force: true, maxRetries: 10 })];
  const cleanUp = once(async () => {
    for (const work of cleanUps.splice(0).reverse()) await work();
  });
  // A second one must not cut it short: npm passes on what the terminal has sent to all.
  for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"]))
    process.on(signal, () => void cleanUp().finally(() => process.exit(130)));
  try {
    const display = await startVirtualDisplay();
    cleanUps.push(display.stop);
    const bus = await startSessionBus();
    cleanUps.push(bus.stop);
    cleanUps.push(() => crowd.end());
    const user = await createUser(join(folder, "user"));
    const desktop = { ...display.env, ...bus.env };
    const env = { PATH: process.env.PATH, TERM: "xterm", ...desktop, ...user.env };

    say("Copying the project and the app for the programs beside the tests");
    const clone = await cloneProject(join(folder, "clone"));
    const app = join(folder, "app");
    await cp(dirname(packedExecutable()), app, { recursive: true, verbatimSymlinks: true });

    const options = { env, cwd: user.home };
    const terminal = ["-qfec", `stty rows 40 cols 120; exec '${codex}'`, "/dev/null"];
    crowd.start("Codex in a terminal", "script", terminal, options);
    crowd.start("Codex's app-server", codex, ["app-server"], options);
    const root = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
    const program = join(app, "photonmark-codex");
    crowd.start("PhotonMark Codex", program, [...root, `--user-data-dir=${user.data}`], options);
    for (let loop = 1; loop <= Number(values.busy); loop += 1)
      crowd.start(`busy loop ${loop}`, process.execPath, ["-e", "for (;;);"], options);
    const neighbours = [...crowd.members];
    await new Promise((resolve) => setTimeout(resolve, comeUpMs));
    await requireRunning(neighbours);
    const config = await readFile(user.config, "utf8");

    const log = await open(join(folder, "other-run.log"), "w");
    cleanUps.push(() => log.close());
    const test = [join("build", "test.mjs"), ...stages];
    // Like the developer's own: their desktop, and a Codex home that is not the tests'.
    const suite = { ...process.env, ...desktop, CODEX_HOME: user.env.CODEX_HOME };
    const runTests = (/** @type {string} */ cwd, /** @type {number | "inherit"} */ output) =>
      crowd.start(`the tests in ${cwd}`, process.execPath, test, { env: suite, cwd, output });
    const other = runTests(clone, log.fd);
    const code = await runTests(projectRoot, "inherit").ended;
    if (other.isRunning()) say("Waiting for the tests in the other clone");
    const otherCode = await other.ended;
    const otherText = await readFile(join(folder, "other-run.log"), "utf8");
    if (otherCode !== 0) console.log(`\n== the other clone\n${otherText}`);

    await requireRunning(neighbours);
    if ((await readFile(user.config, "utf8")) !== config)
      throw new SetUpError("A test has changed the config.toml of the user beside it.");
    say(`Still running at the end: ${neighbours.map(({ name }) => name).join(", ")}`);
    console.log(`In the other clone: ${otherText.trimEnd().split("\n").at(-1)}`);
    return code || otherCode;
  } finally {
    await cleanUp();
  }
});

/**
 * A user with a home and a Codex that asks nothing at its start.
 * @param {string} home
 */
async function createUser(home) {
  const codexHome = join(home, ".codex");
  const temporary = join(home, "tmp");
  const data = join(home, "user-data");
  for (const path of [codexHome, temporary, data]) await mkdir(path, { recursive: true });
  const config = join(codexHome, "config.toml");
  await writeFile(
    config,
    `model_provider = "local"
check_for_update_on_startup = false
[model_providers.local]
name = "Local"
base_url = "http://127.0.0.1:9/v1"
experimental_bearer_token = "none"
[projects."${home}"]
trust_level = "trusted"
`,
  );
  await writeFile(join(data, "onboarding.json"), '{ "status": "done" }');
  const env = {
    HOME: home,
    CODEX_HOME: codexHome,
    TMPDIR: temporary,
    XDG_CONFIG_HOME: join(home, ".config"),
    // Nobody leaves this machine.
    HTTPS_PROXY: "http://127.0.0.1:9",
    NO_PROXY: "127.0.0.1,localhost",
  };
  return { home, config, data, env };
}

/**
 * Clones the last commit, with a copy of the packages.
 * @param {string} clone
 */
async function cloneProject(clone) {
  const { code } = await run("git", ["clone", "-q", projectRoot, clone], { output: "stderr" });
  if (code !== 0) throw new SetUpError("git could not clone the project.");
  const packages = join(projectRoot, "node_modules");
  await cp(packages, join(clone, "node_modules"), { recursive: true, verbatimSymlinks: true });
  return clone;
}

/** @param {readonly import("./crowdProcesses.mjs").Member[]} members */
async function requireRunning(members) {
  const gone = members.filter(({ isRunning }) => !isRunning()).map(({ name }) => name);
  if (gone.length > 0) throw new SetUpError(`Ended beside the tests: ${gone.join(", ")}.`);
}

/**
 * @template T
 * @param {() => Promise<T>} work
 * @returns {() => Promise<T>} does it once, however often it is called
 */
function once(work) {
  /** @type {Promise<T> | undefined} */
  let result;
  return () => {
    result ??= work();
    return result;
  };
}
