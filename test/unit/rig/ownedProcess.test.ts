import { describe, expect, it } from "vitest";
import { startProcess } from "../../e2e/rig/ownedProcess.ts";
import { processTree, readStat } from "../../e2e/rig/processTree.ts";

const env = { PATH: process.env.PATH };
const node = (code: string, input?: string) =>
  startProcess(process.execPath, ["-e", code], { env, ...(input === undefined ? {} : { input }) });

describe.runIf(process.platform === "linux")("startProcess (needs /proc)", () => {
  it("keeps the output and passes stdin", async () => {
    const child = node("process.stdin.pipe(process.stdout); console.error('note')", "word");
    expect(await child.ended).toEqual({ code: 0, signal: null });
    expect([child.stdout(), child.stderr()]).toEqual(["word", "note\n"]);
  });

  it("gives the first line of the extra pipe, or says why there is none", async () => {
    const good = node("require('node:fs').writeSync(3, 'address\\nmore\\n')");
    expect(await good.firstLine("fd3")).toBe("address");
    const bad = node("console.error('no display'); process.exitCode = 3");
    await expect(bad.firstLine("fd3")).rejects.toThrow(/ended \(3\) early:\nno display/);
  });

  it("ends what ignores being asked, and what it started", async () => {
    const child = node(`
      const { spawn } = require("node:child_process");
      process.on("SIGTERM", () => undefined);
      const inner = "process.on('SIGTERM', () => undefined); setInterval(() => undefined, 1000)";
      spawn(process.execPath, ["-e", inner], { stdio: "ignore" }).on("spawn", () => console.log("up"));
      setInterval(() => undefined, 1000);
    `);
    await child.firstLine("stdout");
    const tree = processTree(child.pid);
    expect(tree).toHaveLength(2);
    expect(await child.stop(50)).toEqual({ code: null, signal: "SIGKILL" });
    await expect.poll(() => tree.filter(isRunning)).toEqual([]);
  });
});

// A process that nobody has waited for yet still has an entry, in state Z.
function isRunning(pid: number): boolean {
  const state = readStat(pid)?.[0];
  return state !== undefined && state !== "Z";
}
