import { Menu } from "electron";

/**
 * Puts the menu of the application in place of Electron's own, whose keys for zoom and reload would act behind the
 * back of the window. A Mac has a menu bar in any case, and edits text through its menu; `macMenu.ts` fills it once
 * the words are there. Elsewhere there is none.
 */
export function setApplicationMenu(platform: NodeJS.Platform): void {
  const menu =
    platform === "darwin"
      ? Menu.buildFromTemplate([{ role: "appMenu" }, { role: "editMenu" }, { role: "windowMenu" }])
      : null;
  Menu.setApplicationMenu(menu);
}
