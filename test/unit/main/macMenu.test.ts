import type { MenuItemConstructorOptions } from "electron";
import { describe, expect, test, vi } from "vitest";
import { createTranslations } from "../../../app/i18n/i18n.ts";
import { shortcuts } from "../../../app/shortcuts.ts";

vi.mock("electron", () => ({ Menu: {} }));

const { macMenuTemplate } = await import("../../../main/macMenu.ts");

const actions = { take: vi.fn(), restartCodex: vi.fn() };
const itemsIn = (language: "en" | "zh-CN") =>
  macMenuTemplate(createTranslations(language).t, actions).flatMap(
    ({ submenu }) => submenu as MenuItemConstructorOptions[],
  );

describe("the menu bar of a Mac", () => {
  test("shows every shortcut of the window, and does what the keys do", () => {
    // Pasting and undoing are the system's own items; the page takes their keys.
    const own = Object.keys(shortcuts).filter((name) => name !== "paste" && name !== "undo");
    for (const { accelerator, click } of itemsIn("en"))
      if (accelerator) click?.({} as never, undefined, {} as never);
    expect(actions.take.mock.calls.map(([shortcut]) => shortcut).sort()).toEqual(own.sort());
    const roles = itemsIn("en").map(({ role }) => role);
    expect(roles).toContain("paste");
    expect(roles).toContain("undo");
  });

  test("has no two items with the same keys", () => {
    const keys = itemsIn("en").flatMap(({ accelerator }) => accelerator ?? []);
    expect(new Set(keys).size).toBe(keys.length);
  });

  test("leaves no word to the system, which would say it in English", () => {
    const labels = (language: "en" | "zh-CN") =>
      itemsIn(language)
        .filter(({ type }) => type !== "separator")
        .map(({ label }) => label ?? "");
    expect(labels("zh-CN").every((label) => /\p{Script=Han}/u.test(label))).toBe(true);
    expect(labels("en")).toHaveLength(labels("zh-CN").length);
  });
});
