import { expect, it, vi } from "vitest";
import { createTranslations } from "../../../app/i18n/i18n.ts";

vi.mock("electron", () => ({ protocol: {}, app: {}, shell: {}, session: {} }));
const { frameWords } = await import("../../../main/frameWords.ts");
const { withWords } = await import("../../../main/protocol.ts");

const page = "<i>__BALANCES__</i><i>__HEALTH__</i>";
const wordsOf = (language: "en" | "zh-CN", status: "open" | "done") => {
  const onboarding = { status } as Parameters<typeof frameWords>[0]["onboarding"];
  return frameWords({ onboarding }, { t: createTranslations(language).t, language });
};

it("says where one can go before the views are drawn, in the language of the program", () => {
  expect(withWords(page, wordsOf("en", "done"))).toBe("<i>Balances</i><i>Health</i>");
  expect(withWords(page, wordsOf("zh-CN", "done"))).toBe("<i>余额</i><i>体检</i>");
});

it("says nothing where setting up takes the whole window", () => {
  expect(withWords(page, wordsOf("en", "open"))).toBe("<i></i><i></i>");
});

it("takes a word for text, and leaves nothing unfilled in the page", () => {
  expect(withWords('<a b="__A__">__B_C__</a>', { A: '"><script>' })).toBe(
    '<a b="&#34;&#62;&#60;script&#62;"></a>',
  );
});
