import type { DbusConnection, DbusTarget } from "./dbusConnection.ts";
import { openTrayMenu, type TrayMenu } from "./trayMenu.ts";

/** One icon picture: ARGB, 32 bits, network byte order. */
interface IconPixmap {
  readonly width: number;
  readonly height: number;
  readonly argb: Buffer;
}

/** What a desktop shows for a tray item. */
interface TrayItemLook {
  readonly id: string;
  readonly title: string;
  readonly status: string;
  /** Title of the tooltip; Electron puts its whole tooltip here. */
  readonly toolTip: string;
  readonly iconPixmaps: readonly IconPixmap[];
}

/** Client of one registered StatusNotifierItem. */
export interface TrayItem {
  /** Process that registered it. */
  readonly pid: number;
  /** Milliseconds of `performance.now()` at which the registration arrived. */
  readonly registeredAt: number;
  look(): Promise<TrayItemLook>;
  menuPath(): Promise<string>;
  menu(): Promise<TrayMenu>;
  /** A left click. */
  activate(): Promise<void>;
}

/** Where a registered item lives. */
export interface TrayItemAddress {
  readonly service: string;
  readonly path: string;
  /** Unique bus name of the program. */
  readonly sender: string;
  readonly pid: number;
  readonly registeredAt: number;
}

/** Wraps a registered item. */
export function createTrayItem(bus: DbusConnection, address: TrayItemAddress): TrayItem {
  const { service, path, sender, pid, registeredAt } = address;
  const item: DbusTarget = {
    destination: service,
    path,
    interface: "org.kde.StatusNotifierItem",
  };
  const menuPath = async () => String(await bus.getProperty(item, "Menu"));
  let menu: Promise<TrayMenu> | undefined;
  return {
    pid,
    registeredAt,
    menuPath,
    async look() {
      const [id, title, status, toolTip, pixmaps] = await Promise.all(
        ["Id", "Title", "Status", "ToolTip", "IconPixmap"].map((name) =>
          bus.getProperty(item, name),
        ),
      );
      return {
        id: String(id),
        title: String(title),
        status: String(status),
        toolTip: String((toolTip as unknown[])[2] ?? ""),
        iconPixmaps: (pixmaps as [number, number, Buffer][]).map(([width, height, argb]) => ({
          width,
          height,
          argb,
        })),
      };
    },
    menu() {
      menu ??= menuPath().then((at) =>
        openTrayMenu(bus, { destination: service, path: at }, sender),
      );
      return menu;
    },
    async activate() {
      await bus.call(item, "Activate", "ii", [0, 0]);
    },
  };
}
