import { defineConfig } from "vitest/config";

/** On a build machine that is busy with others a test gets a second try; the report names each that needed it. */
const retry = process.env.CI === undefined ? 0 : 2;

/** Test files run one after another where they share a machine resource (display, keyring, processor). */
export default defineConfig({
  test: {
    projects: [
      { test: { name: "unit", retry, include: ["test/unit/**/*.test.{ts,tsx}"] } },
      {
        test: {
          name: "adapters",
          retry,
          include: ["test/adapters/**/*.test.ts"],
          testTimeout: 240_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: "codex",
          retry,
          include: ["test/codex/**/*.test.ts"],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: "e2e",
          retry,
          include: ["test/e2e/**/*.test.ts"],
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
