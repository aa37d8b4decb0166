import { describe, expect, it } from "vitest";
import type { ChangePreview } from "../../../app/change/change.ts";
import { createTranslations } from "../../../app/i18n/i18n.ts";
import { changeSentence } from "../../../renderer/components/changeSentence.ts";

const names: Readonly<Record<string, string>> = { pay: "Pay", boost: "Boost" };

function sentence(language: "en" | "zh-CN", change: Partial<ChangePreview>): string {
  const preview: ChangePreview = {
    expected: { before: "", after: "" },
    activeBefore: "pay",
    activeAfter: "pay",
    addedLines: 0,
    removedLines: 0,
    hunks: [],
    files: [],
    ...change,
  };
  return changeSentence(preview, (id) => names[id] ?? id, createTranslations(language).t);
}

describe("changeSentence", () => {
  it.each([
    [
      { activeAfter: "boost", addedLines: 1, removedLines: 1 },
      "Codex will use Boost instead of Pay. 1 line changes.",
      "Codex 将改用 Boost，不再使用 Pay。修改 1 行。",
    ],
    [
      { activeBefore: undefined, activeAfter: "boost", addedLines: 9 },
      "Codex will use Boost. 9 lines are added.",
      "Codex 将使用 Boost。新增 9 行。",
    ],
    [
      { activeAfter: undefined, removedLines: 1 },
      "Codex will use its built-in provider instead of Pay. 1 line is removed.",
      "Codex 将改用内置服务商，不再使用 Pay。删除 1 行。",
    ],
    [
      { addedLines: 8, removedLines: 2 },
      "Codex keeps using Pay. 2 lines change and 6 lines are added.",
      "Codex 继续使用 Pay。修改 2 行，新增 6 行。",
    ],
    [
      { activeBefore: undefined, activeAfter: undefined, addedLines: 1, removedLines: 4 },
      "Codex keeps using its built-in provider. 1 line changes and 3 lines are removed.",
      "Codex 继续使用内置服务商。修改 1 行，删除 3 行。",
    ],
    [{}, "Nothing changes.", "没有改动。"],
  ])("says %j", (change, english, chinese) => {
    expect(sentence("en", change)).toBe(english);
    expect(sentence("zh-CN", change)).toBe(chinese);
  });

  it("names a provider that nothing defines by its id", () => {
    expect(sentence("en", { activeAfter: "gone", addedLines: 1, removedLines: 1 })).toContain(
      "Codex will use gone instead of Pay.",
    );
  });
});
