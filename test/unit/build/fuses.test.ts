import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { fusePlan, readFuses, setFuses, wrongFuses } from "../../../build/fuses.mjs";

/** The mark in Electron's binary that the fuse wire follows: version 1, its length, one byte per fuse. */
const sentinel = "dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX";
const electron33 = "10100011";
const electron45 = "101100011";

let folder: string;
let executable: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "photonmark-fuses-"));
  executable = join(folder, "electron");
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const writeBinary = (wire: string) =>
  writeFile(executable, `code${sentinel}\u0001${String.fromCharCode(wire.length)}${wire}more code`);
const wireOf = async (length: number) => {
  const binary = await readFile(executable, "latin1");
  const start = binary.indexOf(sentinel) + sentinel.length + 2;
  return binary.slice(start, start + length);
};

describe("the fuses of the packed app", () => {
  it.each([
    ["33", electron33, "01001100"],
    // The ninth, WasmTrapHandlers, stays as Electron ships it.
    ["45", electron45, "010011001"],
  ])("are set on the wire of Electron %s", async (_, before, after) => {
    await writeBinary(before);
    await setFuses(executable, { forTests: false });
    expect(await wireOf(before.length)).toBe(after);
  });

  it("keep only --inspect more in a build for tests", async () => {
    await writeBinary(electron33);
    await setFuses(executable, { forTests: true });
    const wire = await readFuses(executable);
    expect(wrongFuses(wire, fusePlan({ forTests: true }))).toEqual([]);
    expect(wrongFuses(wire, fusePlan({ forTests: false }))).toEqual([
      "EnableNodeCliInspectArguments is on, planned off",
    ]);
  });

  it("make packing fail, untouched, when Electron has one that nobody decided on", async () => {
    await writeBinary(`${electron45}1`);
    await expect(setFuses(executable, { forTests: false })).rejects.toThrow("fuse 9");
    expect(await wireOf(10)).toBe(`${electron45}1`);
  });
});
