import { afterAll, beforeAll, expect, it } from "vitest";
import { type CodexHome, createCodexHome } from "../support/codexHome.ts";
import { goldenCases, readGolden } from "../support/golden/goldenCases.ts";

/** The real Codex takes what the engine leaves behind, or refuses it for a reason the edit was not asked about. */
let codex: CodexHome;

beforeAll(async () => {
  codex = await createCodexHome();
});
afterAll(() => codex?.remove());

it.each(goldenCases)("$name", async (golden) => {
  const verdict = await codex.load(readGolden(golden, "out"));
  if (golden.codexRefuses === undefined) expect(verdict.detail).toBe("");
  else expect(verdict.detail).toContain(golden.codexRefuses);
  expect(verdict.accepted).toBe(golden.codexRefuses === undefined);
});
