import { describe, expect, it } from "vitest";
import type { FindingView } from "../../../app/doctor/finding.ts";
import { loadWords } from "../../../app/i18n/loadWords.ts";
import { createTerminalTranslations } from "../../../app/i18n/terminalTranslations.ts";
import { findingsTable, type Paint } from "../../../main/cli/findingsTable.ts";
import { displayWidth, padColumns, wrapText } from "../../../main/cli/fitText.ts";

const plain: Paint = (_format, text) => text;
const coloured: Paint = (format, text) => `\u001b[${format}m${text}\u001b[0m`;

const finding = (change: Partial<FindingView>): FindingView => ({
  id: "overlay-overrides",
  key: "x",
  severity: "info",
  place: { file: "/home/工作.config.toml", line: 1 },
  details: { name: "工作", file: "/home/工作.config.toml", id: "old" },
  variant: undefined,
  fix: undefined,
  ...change,
});
const rejects = (message: string) =>
  finding({
    id: "codex-rejects",
    severity: "error",
    place: { file: "/home/config.toml", line: 10 },
    details: { message, line: 10 },
  });

async function tableOf(
  findings: readonly FindingView[],
  {
    paint = plain,
    columns,
    language = "en" as "en" | "zh-CN",
  }: { paint?: Paint; columns?: number; language?: "en" | "zh-CN" } = {},
): Promise<string> {
  const translations = createTerminalTranslations(language);
  await loadWords(translations, "doctor");
  return findingsTable(findings, translations.t, paint, columns);
}

describe("the table of findings", () => {
  it("stands in columns, also with letters of two", async () => {
    const [first = "", , third = ""] = (await tableOf([finding({}), rejects("no")])).split("\n");
    expect(first).toBe(
      "i  overlay-overrides  工作.config.toml:1  --profile 工作 chooses another provider",
    );
    const columnOf = (line: string, words: string) =>
      displayWidth(line.slice(0, line.indexOf(words)));
    expect(columnOf(third, "Codex does not accept")).toBe(columnOf(first, "--profile"));
  });

  it("is painted, and nothing in it paints itself", async () => {
    const table = await tableOf([rejects("\u001b[31mred\u001b[0m\nand\u202emore")], {
      paint: coloured,
    });
    expect(table).toContain("\u001b[redm");
    expect(table).not.toContain("\u001b[31m");
    expect(table).toContain("\\u001b[31mred");
    expect(table).toContain("\\u202emore");
    expect(table.split("\n")).toHaveLength(3);
  });

  it.each(["en", "zh-CN"] as const)(
    "keeps its sentences in the terminal, in %s",
    async (language) => {
      const columns = 50;
      const lines = (
        await tableOf([finding({}), rejects("a ".repeat(80))], { columns, language })
      ).split("\n");
      const sentences = lines.filter((line) => line.startsWith("   "));
      expect(sentences.length).toBeGreaterThan(5);
      for (const line of sentences) {
        expect(displayWidth(line)).toBeLessThanOrEqual(columns);
        expect(line).not.toMatch(/^ *[，。：；、）”]/);
      }
      const whole = (await tableOf([finding({})], { language })).split("\n");
      expect(whole).toHaveLength(2);
    },
  );
});

it("leaves sentences whole in a terminal that tells no width", async () => {
  const row = rejects("word ".repeat(40).trim());
  expect(await tableOf([row], { columns: 0 })).toBe(await tableOf([row]));
});

describe("text in a terminal", () => {
  it.each([
    ["abc", 3],
    ["余额", 4],
    ["“a”", 3],
    ["，。", 4],
    ["e\u0301", 1],
    ["한글カナ", 8],
    ["🙂", 2],
  ])("%s takes %i columns", (text, columns) => {
    expect(displayWidth(text)).toBe(columns);
    expect(displayWidth(padColumns(text, 10))).toBe(10);
  });

  it("is broken between words and wide letters, and loses nothing", () => {
    expect(wrapText("one two three", 7)).toEqual(["one two", "three"]);
    expect(wrapText("请运行 codex login，再试。", 9)).toEqual([
      "请运行",
      "codex",
      "login，再",
      "试。",
    ]);
    expect(wrapText("longer-than-that a", 5)).toEqual(["longer-than-that", "a"]);
    expect(wrapText("", 5)).toEqual([""]);
  });
});
