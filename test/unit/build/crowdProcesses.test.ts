import { expect, test } from "vitest";
import { belongingTo } from "../../../build/crowdProcesses.mjs";

const run = (pid: number, parent: number, env: readonly string[] = []) => ({ pid, parent, env });

test("what is ended is what was started, what descends from it, and what carries the mark", () => {
  const processes = [
    run(1, 0),
    run(10, 1, ["HOME=/home/kim"]),
    run(30, 20),
    run(20, 10),
    run(40, 30),
    // It has left its parent.
    run(50, 1, ["CROWD=a"]),
    run(51, 50),
    run(60, 1, ["CROWD=ab"]),
    run(61, 10, ["NOTE=CROWD=a"]),
  ];
  const found = belongingTo(processes, new Set([20]), "CROWD=a");
  expect(found.toSorted()).toEqual([20, 30, 40, 50, 51]);
});

test("this process is never ended", () => {
  const own = run(process.pid, 20, ["CROWD=a"]);
  expect(belongingTo([own, run(20, 1)], new Set([20]), "CROWD=a")).toEqual([20]);
});
