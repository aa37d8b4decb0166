import { describe, expect, it } from "vitest";
import { addTallies, emptyTally, tallyLine, tallyReport } from "../../../build/testTally.mjs";

const passing = {
  numPassedTests: 3,
  numFailedTests: 0,
  numPendingTests: 0,
  numTodoTests: 0,
  testResults: [{ status: "passed", assertionResults: [{}, {}, {}] }],
};

describe("the tally of a test run", () => {
  it("counts passed and failed tests", () => {
    const report = { ...passing, numFailedTests: 2 };
    expect(tallyReport(report, 1)).toEqual({ passed: 3, failed: 2, skipped: 0 });
  });

  it("counts a file that does not load as a failure", () => {
    const broken = { status: "failed", assertionResults: [] };
    const report = { ...passing, testResults: [...passing.testResults, broken] };
    expect(tallyReport(report, 1)).toEqual({ passed: 3, failed: 1, skipped: 0 });
  });

  it("counts a failed run without a failed test, or without a report, as a failure", () => {
    expect(tallyReport(passing, 1).failed).toBe(1);
    expect(tallyReport(undefined, 1)).toEqual({ passed: 0, failed: 1, skipped: 0 });
  });

  it("sums up in one line", () => {
    const sum = addTallies(tallyReport(passing, 0), { passed: 1, failed: 2, skipped: 0 });
    expect(tallyLine(sum)).toBe("4 passed, 2 failed");
    expect(tallyLine({ ...emptyTally, passed: 1, skipped: 2 })).toBe(
      "1 passed, 0 failed, 2 skipped",
    );
  });
});
