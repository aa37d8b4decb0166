import { describe, expect, it, test } from "vitest";
import { diagnose, isSafeToFix } from "../../../app/doctor/diagnose.ts";
import type { Finding } from "../../../app/doctor/finding.ts";
import { fixConfig } from "../../../app/doctor/fixConfig.ts";
import { rules } from "../../../app/doctor/registry.ts";
import { type DoctorCase, factsOf, factsOfMiss } from "../../support/doctor/doctorCase.ts";
import { doctorCases } from "../../support/doctor/doctorCases.ts";
import { sentencesOf } from "../../support/doctor/sentencesOf.ts";

describe.each(doctorCases)("$id: $name", (doctorCase: DoctorCase) => {
  const found = diagnose(factsOf(doctorCase));
  const own = found.filter(({ id }) => id === doctorCase.id);
  const [finding] = own as [Finding];

  it("is found once, where it is", () => {
    expect(found.map(({ id }) => id)).toContain(doctorCase.id);
    expect(own).toHaveLength(1);
    expect(finding.severity).toBe(doctorCase.severity ?? rules[doctorCase.id].severity);
    const { line } = finding.place ?? {};
    expect(line && doctorCase.text.split("\n")[line - 1]).toBe(doctorCase.at);
    expect(finding.variant).toBe(doctorCase.variant);
  });

  it("is not found in a file that nearly has it", () => {
    expect(diagnose(factsOfMiss(doctorCase)).map(({ id }) => id)).not.toContain(doctorCase.id);
  });

  it("is fixed as expected", () => {
    const { text, refused } = fixConfig(factsOf(doctorCase), ({ key }) => key === finding.key);
    expect(refused).toEqual([]);
    expect(text).toBe(doctorCase.fixed);
    expect(finding.fix !== undefined).toBe(doctorCase.fixed !== undefined);
    expect(isSafeToFix(finding)).toBe(doctorCase.fixed !== undefined && !doctorCase.isUnsafe);
  });

  it("has words that leave no gap and no secret", async () => {
    for (const language of ["en", "zh-CN"] as const)
      for (const sentence of await sentencesOf(language, finding)) {
        expect(sentence).not.toMatch(/\{\{|\}\}|undefined|“”|``/);
        expect(sentence).not.toContain("sentinel");
      }
  });
});

test("there is a case for every finding that config.toml, Codex and the balances show", () => {
  const elsewhere = [
    "openai-key-in-auth-json",
    "openai-key-in-env",
    "overlay-overrides",
    "managed-config-overrides",
    "loose-permissions",
    "not-logged-in",
    "other-switcher",
  ];
  const covered = new Set<string>(doctorCases.map(({ id }) => id));
  expect(Object.keys(rules).filter((id) => !covered.has(id))).toEqual(elsewhere);
});
