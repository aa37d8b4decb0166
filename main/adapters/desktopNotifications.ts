import { connect } from "node:net";
import { join } from "node:path";
import type { DesktopNotifications, NotificationTrouble } from "../../app/desktopPorts.ts";

const SERVICE = "org.freedesktop.Notifications";
const DEADLINE_MS = 3_000;

/** What {@link createDesktopNotifications} asks of the machine. */
export interface DesktopNotificationsOptions {
  /** Whether Electron has what it needs to send one; on Linux, whether it could load libnotify. */
  readonly isSupported: () => boolean;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
}

/** Finds out whether the desktop can show a notification, without showing one. macOS and Windows always can. */
export function createDesktopNotifications({
  isSupported,
  env,
  platform,
}: DesktopNotificationsOptions): DesktopNotifications {
  return {
    async findTrouble() {
      if (platform !== "linux") return undefined;
      if (!isSupported()) return "noLibrary";
      const socket = sessionBusSocket(env);
      return socket === undefined ? "noBus" : await askService(socket);
    },
  };
}

/** Where the session bus listens, as GLib looks for it; undefined: nobody says so. */
function sessionBusSocket(env: DesktopNotificationsOptions["env"]): string | undefined {
  const runtime = env.XDG_RUNTIME_DIR;
  const fallback = runtime ? `unix:path=${join(runtime, "bus")}` : "";
  for (const address of (env.DBUS_SESSION_BUS_ADDRESS || fallback).split(";")) {
    const [, kind, value = ""] = /^unix:(?:.*,)?(path|abstract)=([^,]+)/.exec(address) ?? [];
    if (kind === "path") return decodeURIComponent(value);
    if (kind === "abstract") return `\0${decodeURIComponent(value)}`;
  }
  return undefined;
}

/**
 * Calls the notification service on the bus, which starts it where the desktop would only start it for the first
 * notification. Two calls without arguments are all of D-Bus that this takes: no library.
 */
async function askService(socketPath: string): Promise<NotificationTrouble | undefined> {
  const socket = connect(socketPath);
  socket.setTimeout(DEADLINE_MS, () => socket.destroy());
  let isConnected = false;
  try {
    const user = Buffer.from(String(process.getuid?.())).toString("hex");
    socket.write(`\0AUTH EXTERNAL ${user}\r\n`);
    let received = Buffer.alloc(0);
    let answers = 0;
    for await (const chunk of socket) {
      received = Buffer.concat([received, chunk as Buffer]);
      if (!isConnected) {
        const end = received.indexOf("\r\n");
        if (end < 0) continue;
        if (!received.toString("latin1").startsWith("OK ")) return "noBus";
        isConnected = true;
        received = received.subarray(end + 2);
        socket.write("BEGIN\r\n");
        socket.write(methodCall(1, "org.freedesktop.DBus", "Hello"));
        socket.write(methodCall(2, SERVICE, "GetServerInformation"));
      }
      for (let message = firstMessage(received); message; message = firstMessage(received)) {
        received = received.subarray(message.length);
        if (message.kind === "error") return "noService";
        // The first answer is that to Hello.
        if (message.kind === "answer" && ++answers === 2) return undefined;
      }
    }
  } catch {
    // Nobody listens at the socket, or not for us.
  } finally {
    socket.destroy();
  }
  // A service that takes its time may show them all the same.
  return isConnected ? undefined : "noBus";
}

/** A method call without arguments, for a service whose path and interface have its name, in D-Bus's own format. */
function methodCall(serial: number, service: string, member: string): Buffer {
  const fields = Buffer.concat([
    headerField(1, "o", `/${service.replaceAll(".", "/")}`),
    headerField(2, "s", service),
    headerField(3, "s", member),
    headerField(6, "s", service),
  ]);
  const start = Buffer.alloc(16);
  // Little-endian, a method call, no flags, version 1; no body.
  start.set([0x6c, 1, 0, 1]);
  start.writeUInt32LE(serial, 8);
  // What fills up the last field does not count.
  start.writeUInt32LE(fields.length - fillerAfter(service), 12);
  return Buffer.concat([start, fields]);
}

/** One field of a header, filled up to where the next may begin. */
function headerField(code: number, type: "o" | "s", value: string): Buffer {
  const field = Buffer.alloc(8 + value.length + 1 + fillerAfter(value));
  field.set([code, 1, type.charCodeAt(0), 0]);
  field.writeUInt32LE(value.length, 4);
  field.write(value, 8, "latin1");
  return field;
}

function fillerAfter(value: string): number {
  const end = 8 + value.length + 1;
  return aligned(end) - end;
}

interface Message {
  readonly kind: "answer" | "error" | "other";
  readonly length: number;
}

/** The message that bytes begin with; undefined while it has not arrived whole. */
function firstMessage(bytes: Buffer): Message | undefined {
  if (bytes.length < 16) return undefined;
  const isLittle = bytes[0] === 0x6c;
  const number = (at: number) => (isLittle ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at));
  const length = 16 + aligned(number(12)) + number(4);
  if (bytes.length < length) return undefined;
  return { kind: bytes[1] === 2 ? "answer" : bytes[1] === 3 ? "error" : "other", length };
}

function aligned(length: number): number {
  return Math.ceil(length / 8) * 8;
}
