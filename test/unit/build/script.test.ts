import { spawnSync } from "node:child_process";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, it } from "vitest";

const script = pathToFileURL(join(resolve(import.meta.dirname, "../../.."), "build/script.mjs"));

it.each([
  ["() => 1", 1],
  ["() => 0", 0],
  ["() => undefined", 0],
  ["() => { throw new Error('no'); }", 1],
])("a script of %s ends with %d, whatever a library does on the way out", (main, code) => {
  const text = `import { runScript } from "${script}";
    process.once("beforeExit", () => process.exit(0));
    await runScript(async ${main});`;
  expect(spawnSync(process.execPath, ["--input-type=module", "-e", text]).status).toBe(code);
});
