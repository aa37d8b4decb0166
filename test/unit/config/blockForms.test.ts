import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { parse } from "smol-toml";
import { describe, expect, test } from "vitest";
import { forms, providers, render, text } from "../../support/arbitrary/blockForms.ts";

const model = fc.option(text, { nil: undefined });

/** The program never runs a script; here one is run to see that the forms above mean what they claim. */
const bash = spawnSync("bash", ["-c", "base64 --version"], { encoding: "utf8" });
const hasBash = bash.status === 0;
if (!hasBash) console.warn("skipped: the shell forms against a real bash, because none was found");

describe.skipIf(!hasBash)("a real bash writes what is read from the script", () => {
  const scripts = Object.entries(forms).filter(([, [, write]]) =>
    String(write("")).startsWith("#!"),
  );

  test("there are scripts to run", () => {
    expect(scripts.length).toBeGreaterThan(10);
  });

  test.each(scripts)("%s", (_name, [, write]) => {
    for (const [list, modelName] of fc.sample(fc.tuple(providers, model), {
      numRuns: 8,
      seed: 7,
    })) {
      const toml = render(list, modelName);
      // Only the decoder of macOS knows this spelling.
      expect(parse(runInBash(String(write(toml)).replace("base64 -D", "base64 -d")))).toEqual(
        parse(toml),
      );
    }
  });
});

/** Runs a script in an empty folder and returns what it wrote to the file `f`. */
function runInBash(script: string): string {
  const folder = mkdtempSync(join(tmpdir(), "photonmark-forms-"));
  try {
    const env = { PATH: process.env.PATH ?? "", HOME: folder };
    const run = spawnSync("bash", ["-s"], { cwd: folder, env, input: script, encoding: "utf8" });
    expect(run.status, run.stderr).toBe(0);
    return readFileSync(join(folder, "f"), "utf8");
  } finally {
    rmSync(folder, { recursive: true });
  }
}
