import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";
import { measureSlowness } from "./build/machineSpeed.mjs";
import { patience } from "./test/support/patience.ts";

// npm test has measured the machine before its first stage.
process.env.PHOTONMARK_SLOWNESS ??= measureSlowness().toFixed(2);

/** What all projects share: every wait follows the speed of the machine. */
const common = {
  /** The tests see nothing of the user, desktop and network they are started from. */
  setupFiles: ["test/support/ownEnvironment.ts"],
  /** On a build machine that is busy with others a test gets a second try; the report names each that needed it. */
  retry: process.env.CI === undefined ? 0 : 2,
  testTimeout: patience(60_000),
  hookTimeout: patience(60_000),
  expect: { poll: { timeout: patience() } },
};

/** Stages run one after another; `groupOrder` tells Vitest so where more than one is asked for. */
function project(name: string, groupOrder: number, maxWorkers: number) {
  const include = [`test/${name}/**/*.test.{ts,tsx}`];
  return { test: { name, include, ...common, maxWorkers, sequence: { groupOrder } } };
}

const cores = availableParallelism();
/** How many files that mostly wait for other programs run at a time; more than eight Electrons at a time would need too much memory. */
const waitingWorkers = Math.min(2 * cores, 8);

export default defineConfig({
  test: {
    projects: [
      project("unit", 1, cores),
      project("fuzz", 2, cores),
      project("adapters", 3, waitingWorkers),
      project("codex", 4, waitingWorkers),
      // Each file has a display, bus, keyring and home of its own.
      project("e2e", 5, waitingWorkers),
    ],
  },
});
