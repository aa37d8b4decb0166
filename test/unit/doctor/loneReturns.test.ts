import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { tryParseToml } from "../../../app/config/parse.ts";
import { diagnose, isSafeToFix } from "../../../app/doctor/diagnose.ts";
import { fixConfig } from "../../../app/doctor/fixConfig.ts";
import { withoutLoneReturns } from "../../../app/doctor/loneReturns.ts";
import { doctorFacts } from "../../support/doctor/doctorFacts.ts";

const danger = 'sandbox_mode = "danger-full-access"';

describe("a carriage return that stands alone", () => {
  it.each([
    ["a comment", `# off:\r${danger}\n`, `# off:\n# ${danger}\n`],
    ["a comment at the end of the file", `# off:\r${danger}`, `# off:\n# ${danger}`],
    ["a comment behind a value", `a = 1 # off:\r${danger}\n`, `a = 1 # off:\n# ${danger}\n`],
    ["a comment behind a header", `[a] # off:\r${danger}\n`, `[a] # off:\n# ${danger}\n`],
    ["a comment in a list", 'a = [ # off:\r"b",\n]\n', 'a = [ # off:\n# "b",\n]\n'],
    ["a comment behind another one", `a = 1\r# off:\r${danger}\n`, `a = 1\n# off:\n# ${danger}\n`],
    ["a comment with an empty line", `# off:\r\r${danger}\n`, `# off:\n\n# ${danger}\n`],
    ["a comment with quotes", `# don't "\r${danger}\n`, `# don't "\n# ${danger}\n`],
    ["a comment with Windows lines", `# off:\r${danger}\r\n`, `# off:\r\n# ${danger}\r\n`],
    ["what no quote closes", `a = "b # off:\r${danger}\n`, `a = "b # off:\n# ${danger}\n`],
    ["a block that nothing closes", `a = """\n# off:\r${danger}`, `a = """\n# off:\n# ${danger}`],
  ])("lets nothing come to life from %s", (_what, text, fixed) => {
    expect(withoutLoneReturns(text).text).toBe(fixed);
  });

  it.each([
    ["between settings", 'a = 1\rb = "#"\r[c]\n', 'a = 1\nb = "#"\n[c]\n'],
    ["behind a number sign in a string", "a = '#'\rb = 1\n", "a = '#'\nb = 1\n"],
    ["in a block of text", 'a = """\n# b\rc"""\n', 'a = """\n# b\nc"""\n'],
    ["in a list", "a = [\r1,\r2]\n", "a = [\n1,\n2]\n"],
    ["in front of a comment", "a = 1\r# b\n", "a = 1\n# b\n"],
  ])("is a line break and no more %s", (_what, text, fixed) => {
    expect(withoutLoneReturns(text)).toEqual({ text: fixed, leavesSettingsOut: false });
  });

  it.each([
    ["what reads as a setting in a comment", `# off:\r${danger}\n`, `# off:\n# ${danger}\n`, false],
    ["what reads as a header in a comment", "# off:\r[a]\n", "# off:\n# [a]\n", false],
    ["words in a comment", "# a # b\r  words\n", "# a # b\n#   words\n", true],
    ["settings", `a = 1\r${danger}\n`, `a = 1\n${danger}\n`, true],
  ])("in front of %s is mended by the doctor", (_what, text, fixed, isSafe) => {
    const facts = doctorFacts(text);
    expect(diagnose(facts).map(isSafeToFix)).toEqual([isSafe]);
    expect(fixConfig(facts, () => true).text).toBe(fixed);
  });

  it("is none any more, and no comment becomes a setting, whatever stands above", () => {
    const pieces = ["\r", "#", '"', "'", '"""', "\\", "a = ", "1", "[", "]", "\r\n"];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces)), (some) => {
        const { text } = withoutLoneReturns(`${some.join("")}\n# off:\r${danger}\n`);
        expect(text).not.toMatch(/\r(?!\n)/);
        expect(Object.keys(tryParseToml(text) ?? {})).not.toContain("sandbox_mode");
      }),
      { numRuns: 3000 },
    );
  });
});
