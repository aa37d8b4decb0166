import { performance } from "node:perf_hooks";
import dbus from "dbus-next";
import { patience } from "../../support/patience.ts";
import { createChangeSignal } from "./changeSignal.ts";
import { connectToBus, type DbusCall, type DbusReply } from "./dbusConnection.ts";
import { createTrayItem, type TrayItem } from "./trayItem.ts";

const WATCHER = "org.kde.StatusNotifierWatcher";
const WATCHER_PATH = "/StatusNotifierWatcher";
const source = { path: WATCHER_PATH, interface: WATCHER };

/** The part of a desktop that shows tray icons. */
export interface TrayHost {
  /** Items that are registered now. */
  items(): readonly TrayItem[];
  /** The item of process `pid` (or the first of any), waiting for its registration. */
  waitForItem(pid?: number): Promise<TrayItem>;
  /** Resolves when process `pid` has no item any more. */
  waitForNoItem(pid: number): Promise<void>;
  stop(): void;
}

/**
 * Becomes the StatusNotifierWatcher and host of a bus.
 * Electron looks for it once while creating its tray, so start the host before the app.
 * @throws Error when the bus already has a watcher.
 */
export async function startTrayHost(busAddress: string): Promise<TrayHost> {
  const bus = await connectToBus(busAddress);
  const items = new Map<string, { sender: string; item: TrayItem }>();
  const changed = createChangeSignal();

  const register = async (service: string, path: string, sender: string) => {
    const registeredAt = performance.now();
    const pid = await bus.pidOf(sender);
    const address = { service, path, sender, pid, registeredAt };
    items.set(service + path, { sender, item: createTrayItem(bus, address) });
    bus.emit(source, "StatusNotifierItemRegistered", { signature: "s", body: [service + path] });
    changed.notify();
  };

  bus.serve((call) => {
    if (call.path !== WATCHER_PATH) return undefined;
    if (call.interface === "org.freedesktop.DBus.Properties") {
      return readProperties(call, [...items.keys()]);
    }
    if (call.interface !== WATCHER) return undefined;
    if (call.member === "RegisterStatusNotifierItem") {
      // Programs give either their bus name or the path of the item on the calling connection.
      const given = String(call.body[0]);
      const isPath = given.startsWith("/");
      const service = isPath ? call.sender : given;
      // A program that is gone before we asked for its pid was never shown.
      register(service, isPath ? given : "/StatusNotifierItem", call.sender).catch(() => undefined);
    }
    return { signature: "", body: [] };
  });
  await bus.subscribe("member='NameOwnerChanged'", ({ member, body }) => {
    if (member !== "NameOwnerChanged" || body[2] !== "") return;
    for (const [key, { sender }] of items) {
      if (sender !== body[0] && !key.startsWith(`${body[0]}/`)) continue;
      items.delete(key);
      bus.emit(source, "StatusNotifierItemUnregistered", { signature: "s", body: [key] });
      changed.notify();
    }
  });
  await bus.own(WATCHER);

  const find = (pid?: number) =>
    [...items.values()].find(({ item }) => pid === undefined || item.pid === pid)?.item;
  return {
    items: () => [...items.values()].map(({ item }) => item),
    waitForItem: (pid) =>
      changed.until(async () => find(pid), patience(), `tray item of process ${pid ?? "any"}`),
    async waitForNoItem(pid) {
      const gone = async () => (find(pid) === undefined ? true : undefined);
      await changed.until(gone, patience(), `end of the tray item of process ${pid}`);
    },
    stop: () => bus.close(),
  };
}

function readProperties(call: DbusCall, items: readonly string[]): DbusReply | undefined {
  const values: Record<string, dbus.Variant> = {
    RegisteredStatusNotifierItems: new dbus.Variant("as", items),
    IsStatusNotifierHostRegistered: new dbus.Variant("b", true),
    ProtocolVersion: new dbus.Variant("i", 0),
  };
  if (call.member === "GetAll") return { signature: "a{sv}", body: [values] };
  const value = values[String(call.body[1])];
  return call.member === "Get" && value !== undefined
    ? { signature: "v", body: [value] }
    : undefined;
}
