import { describe, expect, it } from "vitest";
import type { Backup } from "../../../app/homes/homeFiles.ts";
import { formatSize } from "../../../renderer/components/formats.ts";
import { byDay } from "../../../renderer/views/byDay.ts";

const backup = (createdAt: Date): Backup => ({
  id: createdAt.toISOString(),
  reason: "activate",
  createdAt: createdAt.toISOString(),
  size: 1,
});

describe("byDay", () => {
  const names = { today: "Today", yesterday: "Yesterday" };

  it("goes by the user's own calendar, and names the last two days", () => {
    const now = new Date(2026, 2, 1, 0, 30);
    const days = byDay(
      [
        backup(new Date(2026, 2, 1, 0, 10)),
        backup(new Date(2026, 1, 28, 23, 50)),
        backup(new Date(2026, 1, 28, 0, 10)),
        backup(new Date(2026, 1, 27, 12)),
      ],
      "en",
      names,
      now,
    );
    expect(days.map(({ name, backups }) => [name, backups.length])).toEqual([
      ["Today", 1],
      ["Yesterday", 2],
      ["Friday, February 27, 2026", 1],
    ]);
  });

  it("has no days without backups", () => {
    expect(byDay([], "en", names)).toEqual([]);
  });
});

describe("formatSize", () => {
  it.each([
    [0, "0 bytes", "0 字节"],
    [1, "1 byte", "1 字节"],
    [999, "999 bytes", "999 字节"],
    [1000, "1 kB", "1 kB"],
    [614_321, "614.3 kB", "614.3 kB"],
  ])("writes %d as %s", (size, english, chinese) => {
    expect(formatSize(size, "en")).toBe(english);
    expect(formatSize(size, "zh-CN")).toBe(chinese);
  });
});
