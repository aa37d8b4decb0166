import { Menu, type MenuItemConstructorOptions } from "electron";
import type { Translate } from "../app/i18n/i18n.ts";
import { type Shortcut, shortcuts } from "../app/shortcuts.ts";
import { views } from "../app/views.ts";

/** What the menu bar can ask for besides what the system does by itself. */
export interface MacMenuActions {
  /** Does in the window, which is opened for it, what a shortcut stands for. */
  take(shortcut: Shortcut): void;
  restartCodex(): void;
}

/** Puts the menu bar of a Mac up in the user's language: whatever has keys, so that the keys can be looked up. */
export function showMacMenu(t: Translate, actions: MacMenuActions): void {
  Menu.setApplicationMenu(Menu.buildFromTemplate(macMenuTemplate(t, actions)));
}

/**
 * The menus of {@link showMacMenu}. The page gets the keys before the menu does and keeps what it takes, so that
 * nothing is done twice; without a window the menu opens one.
 */
export function macMenuTemplate(
  t: Translate,
  { take, restartCodex }: MacMenuActions,
): MenuItemConstructorOptions[] {
  const name = t("app.name");
  const line = { type: "separator" } as const;
  const role = (
    given: NonNullable<MenuItemConstructorOptions["role"]>,
    label: string,
  ): MenuItemConstructorOptions => ({ role: given, label });
  const item = (shortcut: Shortcut, label: string): MenuItemConstructorOptions => ({
    label,
    accelerator: `Command+${shortcut === "zoomIn" ? "Plus" : shortcuts[shortcut].toUpperCase()}`,
    click: () => take(shortcut),
  });
  // The settings belong to the menu of the app.
  const ownViews = views.filter((view) => view !== "settings");
  return [
    {
      role: "appMenu",
      label: name,
      submenu: [
        role("about", t("menu.about", { name })),
        line,
        item("settings", t("menu.settings")),
        line,
        role("services", t("menu.services")),
        line,
        role("hide", t("menu.hide", { name })),
        role("hideOthers", t("menu.hideOthers")),
        role("unhide", t("menu.showAll")),
        line,
        role("quit", t("menu.quit", { name })),
      ],
    },
    {
      label: t("menu.file"),
      submenu: [
        item("open", t("menu.open")),
        line,
        { label: t("tray.restart"), click: restartCodex },
        line,
        role("close", t("menu.close")),
      ],
    },
    {
      role: "editMenu",
      label: t("menu.edit"),
      submenu: [
        role("undo", t("menu.undo")),
        role("redo", t("menu.redo")),
        line,
        role("cut", t("menu.cut")),
        role("copy", t("menu.copy")),
        role("paste", t("menu.paste")),
        role("selectAll", t("menu.selectAll")),
      ],
    },
    {
      label: t("menu.view"),
      submenu: [
        ...ownViews.map((view) => item(view, t(`nav.${view}`))),
        line,
        item("palette", t("shortcuts.palette")),
        item("refresh", t("shortcuts.refresh")),
        line,
        item("zoomReset", t("shortcuts.zoomReset")),
        item("zoomIn", t("shortcuts.zoomIn")),
        item("zoomOut", t("shortcuts.zoomOut")),
      ],
    },
    {
      role: "windowMenu",
      label: t("menu.window"),
      submenu: [
        role("minimize", t("menu.minimize")),
        role("zoom", t("menu.zoom")),
        line,
        role("front", t("menu.front")),
      ],
    },
  ];
}
