import { describe, expect, it } from "vitest";
import { createTranslations } from "../../../app/i18n/i18n.ts";
import { expiryWords } from "../../../renderer/components/expiryWords.ts";
import { formatAge, formatDate } from "../../../renderer/components/formats.ts";

const now = new Date(2026, 10, 22, 14, 30);
const minutesAgo = (minutes: number) => new Date(now.getTime() - minutes * 60_000).toISOString();
const plain = (text: string) => text.replaceAll(/\s/g, " ");

describe("expiryWords", () => {
  const at = (daysLeft: number, chargedBy: "token" | "period" = "token") => ({
    daysLeft,
    chargedBy,
    expiresAt: new Date(now.getTime() + daysLeft * 86_400_000).toISOString(),
  });

  it.each([
    [at(9.2), "9 days left, until Dec 1", "剩 9 天，12月1日到期"],
    [at(1.01), "1 day left, until Nov 23", "剩 1 天，11月23日到期"],
    [at(0.75), "Less than a day left, until 8:30 AM", "不到一天，08:30 到期"],
    [at(0), "Expired on Nov 22", "已于11月22日过期"],
    [at(-400), "Expired on Oct 18, 2025", "已于2025年10月18日过期"],
    [at(28.1, "period"), "28 days left", "剩 28 天"],
  ])("says until when", (balance, english, chinese) => {
    const say = (language: "en" | "zh-CN") =>
      plain(expiryWords(balance, createTranslations(language).t, language, now));
    expect(say("en")).toBe(english);
    expect(say("zh-CN")).toBe(chinese);
  });
});

describe("formatDate", () => {
  it("names the year only where it is not this one", () => {
    expect(formatDate(new Date(2026, 11, 31).toISOString(), "en", now)).toBe("Dec 31");
    expect(formatDate(new Date(2027, 0, 1).toISOString(), "en", now)).toBe("Jan 1, 2027");
  });
});

describe("formatAge", () => {
  it.each([
    [-5, "1 min. ago"],
    [0, "1 min. ago"],
    [59, "59 min. ago"],
    [60, "1 hr. ago"],
    [47 * 60, "47 hr. ago"],
    [3 * 24 * 60, "3 days ago"],
  ])("of %d minutes is %s", (minutes, words) => {
    expect(plain(formatAge(minutesAgo(minutes), "en", now))).toBe(words);
  });
});
