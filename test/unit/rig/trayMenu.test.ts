import { describe, expect, it } from "vitest";
import { menuEntries, menuNode, menuText } from "../../e2e/rig/trayMenu.ts";

// What GetLayout answers, `(ia{sv}av)` with the variants stripped.
const root = menuNode([
  0,
  { "children-display": "submenu" },
  [
    [1, { label: "pay__main", "toggle-type": "radio", "toggle-state": 1 }, []],
    [2, { label: "b_oost", "toggle-type": "radio", "toggle-state": 0, enabled: false }, []],
    [3, { type: "separator" }, []],
    [4, { label: "More", "children-display": "submenu" }, [[5, { label: "_Quit" }, []]]],
  ],
]);

describe("menuNode", () => {
  it("removes access keys and keeps underscores", () => {
    expect(menuEntries(root).map(({ label }) => label)).toEqual([
      "pay_main",
      "boost",
      "",
      "More",
      "Quit",
    ]);
  });

  it("tells checked, unchecked and plain entries apart", () => {
    expect(menuEntries(root).map(({ toggleState }) => toggleState)).toEqual([1, 0, -1, -1, -1]);
    expect(root.children[1]).toMatchObject({ toggleType: "radio", enabled: false, visible: true });
  });
});

describe("menuText", () => {
  it("shows the menu as a person would draw it", () => {
    expect(menuText(root)).toBe(
      "[x] pay_main\n[-] boost (disabled)\n[ ] ----\n[ ] More\n  [ ] Quit\n",
    );
  });
});
