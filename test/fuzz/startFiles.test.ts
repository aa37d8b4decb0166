import { spawnSync } from "node:child_process";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { keyVariables } from "../../app/surroundings/keyKind.ts";
import { assignmentsIn, commentOutAssignments } from "../../app/surroundings/startFile.ts";
import type { StartFileLanguage } from "../../app/surroundings/startFileLanguage.ts";
import { fuzz } from "./fuzz.ts";

const key = "sk-proj-sentinel0123";
const set = `export OPENAI_API_KEY=${key}`;
const languages = ["shell", "exportingShell", "fish", "powershell", "dotenv"] as const;
const find = (text: string, language: StartFileLanguage) =>
  assignmentsIn(text, language).filter(({ name }) => keyVariables.includes(name));
const fixed = (text: string, language: StartFileLanguage) =>
  commentOutAssignments(text, language, find(text, language), "reason");

describe("a fix of a start file", () => {
  it("keeps any script loadable", async () => {
    const command = fc.constantFrom(set, set, "echo on", "# a", "");
    const list = fc.array(command, { maxLength: 2 }).map((lines) => `${lines.join("\n")}\necho on`);
    const bare = fc.constantFrom(set, set, "true", `true &&\n${set}`, `{ ${set}\n}`, `! ${set}`);
    const gap = fc.constantFrom(" ", "\n", "\n# a\n", " # a\n");
    const fill = (parts: readonly string[]) => (text: readonly string[]) =>
      parts.map((part, index) => part + (text[index] ?? "")).join("");
    const block = fc.oneof(
      fc.tuple(gap, bare, gap, bare).map(fill(["if", "", "\nthen", "", "\nfi"])),
      fc
        .tuple(gap, bare, gap, bare, gap, bare)
        .map(fill(["if true\nthen", "", "\nelif", "", "\nthen :\nelse", "", "\nfi"])),
      fc.tuple(gap, bare, gap, bare).map(fill(["while", "", "\ndo", "", "\nbreak\ndone"])),
      fc.tuple(gap, bare, gap, list).map(fill(["case c in\n(c)", "", "\n;;\nd)", "", "\nesac"])),
      fc.tuple(gap, bare, list).map(fill(["f() {", "", "\n}\n"])),
    );
    const loads = (script: string) =>
      spawnSync("bash", ["-n", "-c", script], { env: { HOME: "/nonexistent" } }).status === 0;
    await fuzz(
      fc.property(block, (text) => {
        fc.pre(loads(text));
        expect(loads(fixed(text, "shell"))).toBe(true);
      }),
      { milliseconds: 1000, least: 20 },
    );
  });

  it.each(languages)("ends every finding of %s that stands alone", async (language) => {
    const line = fc.constantFrom(
      `export OPENAI_API_KEY=${key}`,
      `set -gx OPENAI_API_KEY "${key}"`,
      `$env:OPENAI_API_KEY = '${key}'`,
      `OPENAI_API_KEY=${key}`,
      "if true; then",
      "fi",
      "#a",
      "cat <<EOF",
      "EOF",
      '"',
      "'",
      "}",
      "f() {",
      "x=1; export OPENAI_API_KEY=y",
      "`",
      "@'",
      "'@",
      "<#",
      "#>",
      "export \\",
    );
    await fuzz(
      fc.property(fc.array(line), fc.constantFrom("\n", "\r\n"), (lines, newline) => {
        const text = lines.join(newline);
        const result = fixed(text, language);
        const kept = (one: string) =>
          one.replace(/^[ \t]*(?:: )?# (?=.)/gm, "").replace(/reason\r?\n/g, "");
        expect(kept(result)).toBe(kept(text));
        const alone = find(text, language).filter(({ standsAlone }) => standsAlone);
        expect(result === text).toBe(alone.length === 0);
      }),
      { milliseconds: 200 },
    );
  });
});

describe("no reader", () => {
  it.each(languages)("of %s gives the value away or gives up", async (language) => {
    await fuzz(
      fc.property(fc.string({ unit: "grapheme" }), (noise) => {
        const text = `${noise}\nexport OPENAI_API_KEY=${key}\n$env:OPENAI_API_KEY="${key}"\nset -gx OPENAI_API_KEY ${key}\n`;
        expect(JSON.stringify(find(text, language))).not.toContain("sentinel");
      }),
      { milliseconds: 100 },
    );
  });
});
