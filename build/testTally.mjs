import { readFile } from "node:fs/promises";

/**
 * @typedef {object} Tally
 * @property {number} passed
 * @property {number} failed
 * @property {number} skipped
 */

/** @type {Tally} */
export const emptyTally = { passed: 0, failed: 0, skipped: 0 };

/**
 * Counts the tests in a report of Vitest's JSON reporter. A run that failed without a failed test (no report, a file
 * that does not load, no test found) counts as one failure at least.
 * @param {string} path
 * @param {number} exitCode of that Vitest run
 * @returns {Promise<Tally>}
 */
export async function readTally(path, exitCode) {
  const text = await readFile(path, "utf8").catch(() => undefined);
  return tallyReport(text === undefined ? undefined : JSON.parse(text), exitCode);
}

/**
 * @typedef {object} VitestReport
 * @property {number} numPassedTests
 * @property {number} numFailedTests
 * @property {number} numPendingTests
 * @property {number} numTodoTests
 * @property {ReadonlyArray<{ status: string, assertionResults: readonly unknown[] }>} testResults one per file
 */

/**
 * @param {VitestReport | undefined} report
 * @param {number} exitCode
 * @returns {Tally}
 */
export function tallyReport(report, exitCode) {
  if (report === undefined) return { ...emptyTally, failed: 1 };
  const unloaded = report.testResults.filter(
    (file) => file.status === "failed" && file.assertionResults.length === 0,
  );
  const failed = report.numFailedTests + unloaded.length;
  return {
    passed: report.numPassedTests,
    failed: failed === 0 && exitCode !== 0 ? 1 : failed,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/**
 * @param {Tally} one
 * @param {Tally} other
 * @returns {Tally}
 */
export function addTallies(one, other) {
  return {
    passed: one.passed + other.passed,
    failed: one.failed + other.failed,
    skipped: one.skipped + other.skipped,
  };
}

/**
 * The line a run ends with.
 * @param {Tally} tally
 * @returns {string}
 */
export function tallyLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped === 0 ? "" : `, ${skipped} skipped`}`;
}

/**
 * The sum at the end of what a run has printed.
 * @param {string} output
 * @returns {Tally | undefined} undefined when there is none
 */
export function tallyIn(output) {
  const last = output.trimEnd().split("\n").at(-1) ?? "";
  const match = /^(\d+) passed, (\d+) failed(?:, (\d+) skipped)?$/.exec(last);
  if (match === null) return undefined;
  const [passed = 0, failed = 0, skipped = 0] = match.slice(1).map((count) => Number(count ?? 0));
  return { passed, failed, skipped };
}
