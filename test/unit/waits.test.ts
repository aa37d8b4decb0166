import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";

const root = resolve(import.meta.dirname, "..");

/** Ways to let a time in milliseconds decide a test, which a busy machine misses. */
const fixedWaits: readonly (readonly [string, RegExp])[] = [
  ["an option", /\b(?:testT|hookT|asyncUtilT|t)imeout: *(?!0\b)[\d_]+/g],
  ["the time of one test", /\n *\}, *\d[\d_]{2,}\);|\n *\},\n *\d[\d_]{2,},\n *\);/g],
  ["a deadline", /\b(?:withDeadline|until|firstLine)\([^;]*?, *\d[\d_]{3,}[,)]/g],
  ["a default", /\btimeoutMs(?:: number)? *= *\d/g],
  [
    "a sleep",
    /\bsetTimeout\((?:resolve|done|reject), *[\d_]+|\b(?:delay|sleep|pause)\([\d_]{2,}\)/g,
  ],
  ["a duration", /\.now\(\) - \w+\)\.toBeLess/g],
];

/** Files of the tests; the bench measures times, and what the sandbox serves has times of its own. */
function testFiles(): string[] {
  return ["adapters", "codex", "e2e", "fuzz", "support", "unit"].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
      .filter((name) => /\.tsx?$/.test(name))
      .map((name) => join(folder, name))
      .filter((name) => name !== "unit/waits.test.ts"),
  );
}

function fixedWaitsIn(text: string): string[] {
  return fixedWaits.flatMap(([what, pattern]) =>
    [...text.matchAll(pattern)].map(([found]) => `${what}: ${found.trim()}`),
  );
}

test("every wait in a test follows the speed of the machine (support/patience.ts)", () => {
  const found = testFiles().flatMap((name) =>
    fixedWaitsIn(readFileSync(join(root, name), "utf8")).map((wait) => `${name}: ${wait}`),
  );
  expect(found).toEqual([]);
});

test.each([
  "expect.poll(read, { timeout: 20_000 })",
  "vi.setConfig({ testTimeout: 60_000 })",
  "test('it', async () => {\n  await work();\n}, 240_000);",
  'withDeadline(work, 5_000, "it")',
  "async firstWindow(timeoutMs = 15_000) {",
  "await new Promise((resolve) => setTimeout(resolve, 500));",
  "await delay(1000);",
  "expect(performance.now() - startedAt).toBeLessThan(50);",
])("a fixed wait is found in %s", (text) => {
  expect(fixedWaitsIn(text)).toHaveLength(1);
});
