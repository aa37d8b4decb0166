import { once } from "node:events";
import { connect, type Socket } from "node:net";

/** A connection to an X server that can send requests and read replies and events. */
export interface X11Connection {
  readonly rootWindow: number;
  /** Sends a request without a reply. `body` starts after the 4-byte header and is a multiple of 4. */
  send(opcode: number, detail: number, body: Buffer): void;
  /** Sends a request and waits for its reply. @throws Error with the X error code. */
  ask(opcode: number, detail: number, body: Buffer): Promise<Buffer>;
  /** Every event, as its 32 bytes. */
  onEvent(listener: (event: Buffer) => void): void;
  close(): void;
}

interface Waiter {
  resolve(reply: Buffer): void;
  reject(error: Error): void;
}

/**
 * Connects to a local display such as ":3", without authority (Xvfb admits the user who started it).
 * Only the core protocol of X11 in little-endian order.
 */
export async function connectToX11(display: string): Promise<X11Connection> {
  const socket = connect(`/tmp/.X11-unix/X${display.replace(/^:/, "")}`);
  await once(socket, "connect");
  socket.write(Buffer.from([0x6c, 0, 11, 0, 0, 0, 0, 0, 0, 0, 0, 0]));

  const waiting = new Map<number, Waiter>();
  const listeners: ((event: Buffer) => void)[] = [];
  const { setup, rest } = await readSetup(socket);
  let pending = rest;
  const take = () => {
    for (;;) {
      const length = messageLength(pending);
      if (length === undefined || pending.length < length) return;
      dispatch(pending.subarray(0, length), waiting, listeners);
      pending = pending.subarray(length);
    }
  };
  socket.on("data", (chunk) => {
    pending = Buffer.concat([pending, chunk]);
    take();
  });
  socket.on("error", () => undefined); // The server was stopped; whoever waits is told by "close".
  socket.on("close", () => {
    for (const waiter of waiting.values()) waiter.reject(new Error("the X server is gone"));
    waiting.clear();
  });

  let sequence = 0;
  const send = (opcode: number, detail: number, body: Buffer) => {
    const header = Buffer.alloc(4);
    header.writeUInt8(opcode, 0);
    header.writeUInt8(detail, 1);
    header.writeUInt16LE(1 + body.length / 4, 2);
    socket.write(Buffer.concat([header, body]));
    sequence = (sequence + 1) & 0xffff;
    return sequence;
  };
  return {
    rootWindow: rootWindowOf(setup),
    send,
    ask: (opcode, detail, body) =>
      new Promise((resolve, reject) => {
        waiting.set(send(opcode, detail, body), { resolve, reject });
      }),
    onEvent: (listener) => void listeners.push(listener),
    close: () => socket.destroy(),
  };
}

/** 32-bit words as the body of a request. */
export function words(...values: number[]): Buffer {
  const body = Buffer.alloc(values.length * 4);
  for (const [index, value] of values.entries()) body.writeUInt32LE(value, index * 4);
  return body;
}

async function readSetup(socket: Socket): Promise<{ setup: Buffer; rest: Buffer }> {
  let data = Buffer.alloc(0);
  while (data.length < 8 || data.length < 8 + data.readUInt16LE(6) * 4) {
    const [chunk] = (await once(socket, "data")) as [Buffer];
    data = Buffer.concat([data, chunk]);
  }
  if (data[0] !== 1) throw new Error("the X server refused the connection");
  const length = 8 + data.readUInt16LE(6) * 4;
  return { setup: data.subarray(0, length), rest: data.subarray(length) };
}

// The first screen follows the vendor's name (padded to 4) and the pixmap formats (8 bytes each).
function rootWindowOf(setup: Buffer): number {
  const vendor = Math.ceil(setup.readUInt16LE(24) / 4) * 4;
  return setup.readUInt32LE(40 + vendor + setup.readUInt8(29) * 8);
}

// Errors and events have 32 bytes; a reply adds the number of words in its third field.
function messageLength(data: Buffer): number | undefined {
  if (data.length < 32) return undefined;
  return data[0] === 1 ? 32 + data.readUInt32LE(4) * 4 : 32;
}

function dispatch(
  message: Buffer,
  waiting: Map<number, Waiter>,
  listeners: readonly ((event: Buffer) => void)[],
): void {
  const kind = message.readUInt8(0);
  if (kind > 1) {
    for (const listener of listeners) listener(message);
    return;
  }
  const sequence = message.readUInt16LE(2);
  const waiter = waiting.get(sequence);
  waiting.delete(sequence);
  if (kind === 1) waiter?.resolve(message);
  else waiter?.reject(new Error(`X error ${message.readUInt8(1)}`));
}
