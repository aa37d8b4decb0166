import { describe, expect, it, test } from "vitest";
import { diagnose, isSafeToFix } from "../../../app/doctor/diagnose.ts";
import { noSurroundings } from "../../../app/doctor/facts.ts";
import type { Finding, FindingView } from "../../../app/doctor/finding.ts";
import { findingIds } from "../../../app/doctor/finding.ts";
import { rules } from "../../../app/doctor/registry.ts";
import { viewOfFinding } from "../../../app/doctor/viewOfFinding.ts";
import { createTranslations } from "../../../app/i18n/i18n.ts";
import { loadWords } from "../../../app/i18n/loadWords.ts";
import { doctorFacts } from "../../support/doctor/doctorFacts.ts";

describe("what is said about the installed Codex", () => {
  const ids = (change: Parameters<typeof doctorFacts>[1]) =>
    diagnose(doctorFacts("", change)).map(({ id }) => id);

  it("is that there is none", () => {
    expect(ids({ codex: { status: "notFound" } })).toEqual(["no-codex"]);
  });

  it.each([
    ["0.169.0", []],
    ["0.168.9", []],
    ["0.169.1", ["codex-outdated"]],
    ["0.170.0-alpha.1", ["codex-outdated"]],
    ["1.0.0", ["codex-outdated"]],
  ])("is whether it is older than the newest it knows, %s", (latestCodexVersion, found) => {
    const codex = {
      status: "accepted",
      version: "0.169.0",
      effectiveProviderId: undefined,
    } as const;
    const surroundings = { ...noSurroundings, latestCodexVersion };
    expect(ids({ codex, surroundings })).toEqual(found);
  });
});

describe("every finding", () => {
  it("has a rule", () => {
    expect(Object.keys(rules).toSorted()).toEqual([...findingIds].toSorted());
  });

  it.each(["en", "zh-CN"] as const)("has words in %s", async (language) => {
    const i18n = createTranslations(language);
    await loadWords(i18n, "doctor");
    for (const id of findingIds)
      for (const part of ["title", "why", "fix"] as const)
        expect(i18n.exists(`${id}.${part}`, { ns: "doctor", lng: language }), id).toBe(true);
  });

  it("that is outside the home is not fixed with the others", () => {
    const fix = {
      kind: "makePrivate",
      path: "/home/.bashrc",
      isOutsideHome: true,
    } as const;
    const finding = {
      id: "loose-permissions",
      key: "x",
      severity: "warning",
      details: {},
    } as const;
    expect(isSafeToFix({ ...finding, fix })).toBe(false);
    expect(isSafeToFix({ ...finding, fix: { ...fix, isOutsideHome: false } })).toBe(true);
    expect(isSafeToFix(finding)).toBe(false);
  });
});

test("a view learns which file a fix changes, and not how", () => {
  const finding: Finding = {
    id: "openai-key-in-env",
    key: "openai-key-in-env /home/.bashrc",
    severity: "warning",
    place: { file: "/home/.bashrc", line: 3 },
    details: { place: "/home/.bashrc" },
    fix: {
      kind: "editToml",
      path: "/home/.bashrc",
      isOutsideHome: true,
      intents: [{ kind: "setRootKey", key: "x", valueText: '"sk-sentinel"' }],
    },
  };
  const view: FindingView = viewOfFinding(finding, "/home/.codex/config.toml");
  expect(view.fix).toEqual({ isSafe: false, file: "/home/.bashrc", isOutsideHome: true });
  expect(JSON.stringify(view)).not.toContain("sentinel");
});
