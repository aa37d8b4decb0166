import { mkdir } from "node:fs/promises";
import { createServer, type Socket } from "node:net";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { createDesktopNotifications } from "../../main/adapters/desktopNotifications.ts";
import { startNotificationHost } from "../e2e/rig/notificationHost.ts";
import { startSessionBus } from "../e2e/rig/sessionBus.ts";
import { skipUnless } from "./rig/rootOnly.ts";
import { temporaryFolder } from "./rig/temporaryFolder.ts";

const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

function look(env: Readonly<Record<string, string>>, isSupported = true) {
  const service = createDesktopNotifications({
    isSupported: () => isSupported,
    env,
    platform: "linux",
  });
  return service.findTrouble();
}

/** A real bus, as people have it: its address, and the folder it lies in. */
async function startBus() {
  const folder = temporaryFolder();
  const bus = await startSessionBus(folder);
  cleanUps.push(() => bus.daemon.stop());
  return { folder, address: bus.address };
}

/** Something that listens where a bus would. */
async function listen(onConnection: (socket: Socket) => void): Promise<string> {
  const path = join(temporaryFolder(), "bus");
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => undefined);
    onConnection(socket);
  });
  await new Promise<void>((resolve) => server.listen(path, resolve));
  cleanUps.push(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return `unix:path=${path}`;
}

test("a real bus without a notification service has none, and with one there is no trouble", async (context) => {
  skipUnless(context, process.platform === "linux", "there is D-Bus on Linux");
  const { folder, address } = await startBus();
  const env = { DBUS_SESSION_BUS_ADDRESS: `tcp:host=localhost,port=1;${address},guid=0123` };
  expect(await look(env)).toBe("noService");
  expect(await look({ XDG_RUNTIME_DIR: folder })).toBe("noService");
  const host = await startNotificationHost(address);
  expect(await look(env)).toBeUndefined();
  // As everybody has it who has not set the address.
  expect(await look({ XDG_RUNTIME_DIR: folder })).toBeUndefined();
  expect(host.sent()).toEqual([]);
  host.stop();
  await expect.poll(() => look(env)).toBe("noService");
});

test("nobody listens, or says where", async () => {
  const folder = temporaryFolder();
  await mkdir(join(folder, "empty"));
  expect(await look({})).toBe("noBus");
  // What Chromium sets where there is no bus.
  expect(await look({ DBUS_SESSION_BUS_ADDRESS: "disabled:" })).toBe("noBus");
  expect(await look({ XDG_RUNTIME_DIR: join(folder, "empty") })).toBe("noBus");
  expect(await look({ DBUS_SESSION_BUS_ADDRESS: "unix:abstract=photonmark-nobody" })).toBe("noBus");
});

test("what listens is no bus, or not for us", async () => {
  const closing = await listen((socket) => socket.end());
  expect(await look({ DBUS_SESSION_BUS_ADDRESS: closing })).toBe("noBus");
  const refusing = await listen((socket) => socket.write("REJECTED EXTERNAL\r\n"));
  expect(await look({ DBUS_SESSION_BUS_ADDRESS: refusing })).toBe("noBus");
});

test("a bus that takes too long is not waited for, and counts as none that is in trouble", async () => {
  const slow = await listen((socket) => socket.write("OK 0123\r\n"));
  expect(await look({ DBUS_SESSION_BUS_ADDRESS: slow })).toBeUndefined();
});

test("without libnotify no bus is asked, and elsewhere nothing is", async () => {
  let asked = 0;
  const address = await listen(() => {
    asked += 1;
  });
  const env = { DBUS_SESSION_BUS_ADDRESS: address };
  expect(await look(env, false)).toBe("noLibrary");
  for (const platform of ["darwin", "win32"] as const) {
    const service = createDesktopNotifications({ isSupported: () => false, env, platform });
    expect(await service.findTrouble()).toBeUndefined();
  }
  expect(asked).toBe(0);
});
