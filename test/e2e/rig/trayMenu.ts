import dbus from "dbus-next";
import { patience } from "../../support/patience.ts";
import { type ChangeSignal, createChangeSignal } from "./changeSignal.ts";
import { type DbusConnection, type DbusTarget, plain } from "./dbusConnection.ts";

/** One entry of a tray menu, as a desktop shows it. */
export interface MenuNode {
  readonly id: number;
  /** Text without mnemonic markers; "" for the root. */
  readonly label: string;
  readonly type: "standard" | "separator";
  readonly toggleType: "" | "checkmark" | "radio";
  /** -1 when the entry cannot be checked. */
  readonly toggleState: -1 | 0 | 1;
  readonly enabled: boolean;
  readonly visible: boolean;
  readonly children: readonly MenuNode[];
}

/** Client of one `com.canonical.dbusmenu`. */
export interface TrayMenu {
  /** The whole menu as it is now. */
  layout(): Promise<MenuNode>;
  /** Tells the program that the entry's submenu is about to open; 0 is the menu itself. */
  aboutToShow(id: number): Promise<void>;
  /** Clicks an entry; Electron gives new ids whenever a menu is set again. */
  click(id: number): Promise<void>;
  /**
   * Clicks the first entry whose label fits, also when the menu is replaced meanwhile.
   * @throws Error showing the menu when none fits.
   */
  clickLabel(label: string | RegExp): Promise<void>;
  /**
   * The menu, as soon as it fits `predicate`; driven by the menu's own signals.
   * @throws Error showing the last menu when it never does.
   */
  waitFor(predicate: (root: MenuNode) => boolean, timeoutMs?: number): Promise<MenuNode>;
  /** Number of LayoutUpdated and ItemsPropertiesUpdated signals so far. */
  updates(): number;
}

/** All entries below `root`, depth first. */
export function menuEntries(root: MenuNode): MenuNode[] {
  return root.children.flatMap((child) => [child, ...menuEntries(child)]);
}

/** The menu as indented text, for messages. */
export function menuText(root: MenuNode, indent = ""): string {
  return root.children
    .map((node) => {
      const mark = node.toggleState < 0 ? " " : node.toggleState === 1 ? "x" : "-";
      const label = node.type === "separator" ? "----" : node.label;
      const off = node.enabled ? "" : " (disabled)";
      return `${indent}[${mark}] ${label}${off}\n${menuText(node, `${indent}  `)}`;
    })
    .join("");
}

/** Turns the reply of GetLayout, `(ia{sv}av)` with variants stripped, into a tree. */
export function menuNode(raw: unknown): MenuNode {
  const [id, properties, children] = raw as [number, Record<string, unknown>, unknown[]];
  const toggleType = String(properties["toggle-type"] ?? "");
  const toggleState = Number(properties["toggle-state"] ?? -1);
  return {
    id: Number(id),
    label: withoutMnemonic(String(properties.label ?? "")),
    type: properties.type === "separator" ? "separator" : "standard",
    toggleType: toggleType === "checkmark" || toggleType === "radio" ? toggleType : "",
    toggleState: toggleType === "" ? -1 : toggleState === 1 ? 1 : 0,
    enabled: properties.enabled !== false,
    visible: properties.visible !== false,
    children: (children ?? []).map(menuNode),
  };
}

// dbusmenu: "__" is an underscore, a single "_" marks the access key.
function withoutMnemonic(label: string): string {
  return label.replace(/_(_?)/g, "$1");
}

/** Opens the menu at `target`. `sender` is the unique bus name its signals come from. */
export async function openTrayMenu(
  bus: DbusConnection,
  target: Omit<DbusTarget, "interface">,
  sender: string,
): Promise<TrayMenu> {
  const menu: DbusTarget = { ...target, interface: "com.canonical.dbusmenu" };
  const changed: ChangeSignal = createChangeSignal();
  let updates = 0;
  await bus.subscribe(`sender='${sender}',interface='${menu.interface}'`, (signal) => {
    if (signal.sender !== sender || signal.interface !== menu.interface) return;
    if (signal.member !== "LayoutUpdated" && signal.member !== "ItemsPropertiesUpdated") return;
    updates += 1;
    changed.notify();
  });

  const layout = async () => {
    const [, root] = await bus.call(menu, "GetLayout", "iias", [0, -1, []]);
    return menuNode(plain(root));
  };
  const event = async (id: number, type: string) => {
    await bus.call(menu, "Event", "isvu", [id, type, new dbus.Variant("i", 0), 0]);
  };
  return {
    layout,
    updates: () => updates,
    async aboutToShow(id) {
      const asked = bus.call(menu, "AboutToShow", "i", [id]);
      // Chromium answers an error for the menu itself; desktops ask all the same and go on.
      await (id === 0 ? asked.catch(() => undefined) : asked);
    },
    click: (id) => event(id, "clicked"),
    async clickLabel(label) {
      const fits = (node: MenuNode) =>
        typeof label === "string" ? node.label === label : label.test(node.label);
      for (;;) {
        const seen = updates;
        const root = await layout();
        const node = menuEntries(root).find(fits);
        if (node === undefined) throw new Error(`no menu entry ${label} in:\n${menuText(root)}`);
        try {
          return await event(node.id, "clicked");
        } catch (error) {
          if (updates === seen) throw error;
        }
      }
    },
    async waitFor(predicate, timeoutMs = patience()) {
      let last: MenuNode | undefined;
      const read = async () => {
        last = await layout();
        return predicate(last) ? last : undefined;
      };
      const seen = () => (last === undefined ? "no menu" : `last menu:\n${menuText(last)}`);
      return await changed.until(read, timeoutMs, "the menu that was waited for", seen);
    },
  };
}
