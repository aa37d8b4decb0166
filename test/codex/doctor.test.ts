import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type CodexHome, createCodexHome } from "../support/codexHome.ts";
import type { DoctorCase } from "../support/doctor/doctorCase.ts";
import { doctorCases } from "../support/doctor/doctorCases.ts";
import { healthyConfigs } from "../support/doctor/healthyConfigs.ts";

/** What the doctor says of a file, and what it makes of it, asked of the real Codex. */
let codex: CodexHome;

beforeAll(async () => {
  codex = await createCodexHome();
});
afterAll(() => codex?.remove());

const shown = doctorCases.filter(({ codexBefore }) => codexBefore !== undefined);
const mended = shown.filter(({ fixed }) => fixed !== undefined);

describe.each(shown)("$id: $name", ({ text, miss, codexBefore }: DoctorCase) => {
  it("is what Codex stumbles over, or takes in another way", async () => {
    if (codexBefore instanceof RegExp) {
      const verdict = await codex.load(text);
      expect(verdict.accepted).toBe(false);
      expect(verdict.detail).toMatch(codexBefore);
    } else expect(await codex.provider(text)).toBe(codexBefore?.uses);
  });

  it("is not in the file that nearly has it", async () => {
    expect(await codex.load(miss)).toEqual({ accepted: true, detail: "", line: null });
  });
});

it.each(mended)("$id is gone for Codex after the fix: $name", async ({ fixed, codexAfter }) => {
  expect(await codex.load(fixed ?? "")).toEqual({ accepted: true, detail: "", line: null });
  expect(await codex.provider(fixed ?? "")).toBe(codexAfter);
});

it.each(healthyConfigs)("takes the healthy file: $name", async ({ text }) => {
  expect(await codex.load(text)).toEqual({ accepted: true, detail: "", line: null });
});

describe("not-utf8: a file that is saved as UTF-16", () => {
  it("is refused, and taken as UTF-8", async () => {
    const [utf16] = doctorCases.filter(({ id }) => id === "not-utf8");
    const text = utf16?.fixed ?? "";
    const verdict = await codex.load(Buffer.from(`\uFEFF${text}`, "utf16le"));
    expect(verdict.detail).toMatch(/invalid utf-8/);
    expect((await codex.load(text)).accepted).toBe(true);
  });
});
