import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { diagnose, isSafeToFix } from "../../../app/doctor/diagnose.ts";
import type { SurroundingFacts } from "../../../app/doctor/facts.ts";
import { type Finding, findingIds } from "../../../app/doctor/finding.ts";
import { fixConfig } from "../../../app/doctor/fixConfig.ts";
import { rules } from "../../../app/doctor/registry.ts";
import { type DoctorCase, factsOf, factsOfMiss } from "../../support/doctor/doctorCase.ts";
import { doctorCases } from "../../support/doctor/doctorCases.ts";
import { doctorFacts } from "../../support/doctor/doctorFacts.ts";
import { editOtherFile } from "../../support/doctor/editOtherFile.ts";
import { codexProofs, neverFixed } from "../../support/doctor/findingProofs.ts";
import { sentencesOf } from "../../support/doctor/sentencesOf.ts";
import { surroundingCases } from "../../support/doctor/surroundingCases.ts";

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

describe.each(surroundingCases)("$id: $name", (surroundingCase) => {
  const { id, config, around, miss, fixed, isUnsafe } = surroundingCase;
  const facts = (surroundings: SurroundingFacts) => doctorFacts(config, { surroundings });
  const found = diagnose(facts(around));
  const [finding] = found as [Finding];

  it("is found once, and nothing else is", () => {
    expect(found.map((one) => one.id)).toEqual([id]);
    expect(finding.severity).toBe(rules[id].severity);
  });

  it("is not found in surroundings that nearly have it", () => {
    expect(diagnose(facts(miss))).toEqual([]);
  });

  it("is fixed as expected", () => {
    const { fix } = finding;
    expect(isSafeToFix(finding)).toBe(fixed !== undefined && !isUnsafe);
    if (fixed === undefined) expect(fix).toBeUndefined();
    else if (fixed === "private") expect(fix?.kind).toBe("makePrivate");
    else if (!fix || !("path" in fix)) throw new Error("there is a fix of another file");
    else expect(editOtherFile(fixed.before, fix)).toBe(fixed.after);
  });

  it("has words that leave no gap and no secret", async () => {
    for (const language of ["en", "zh-CN"] as const)
      for (const sentence of await sentencesOf(language, finding)) {
        expect(sentence).not.toMatch(/\{\{|\}\}|undefined|“”|``/);
        expect(sentence).not.toContain("sentinel");
      }
  });
});

describe.each(findingIds)("of %s there is", (id) => {
  const cases = doctorCases.filter((one) => one.id === id);
  const others = surroundingCases.filter((one) => one.id === id);

  it("a file that has it, and one that just misses it", () => {
    expect(cases.length + others.length).toBeGreaterThan(0);
  });

  it("a fix with the text it leads to, or the reason why there is none", () => {
    const isFixed = [...cases, ...others].some(({ fixed }) => fixed !== undefined);
    expect(isFixed).toBe(neverFixed[id] === undefined);
  });

  it("a run of the real Codex before and after, or the reason why it cannot show it", () => {
    const proof = codexProofs[id];
    const isShown = cases.some(
      ({ codexBefore, codexAfter }) => codexBefore !== undefined && codexAfter !== undefined,
    );
    if (proof === "cases") expect(isShown).toBe(true);
    else if ("cannot" in proof) expect(isShown).toBe(false);
    else {
      const path = resolve(import.meta.dirname, "../../codex", proof.file);
      expect(readFileSync(path, "utf8")).toContain(proof.name);
    }
  });
});
