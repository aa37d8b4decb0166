import dbus from "dbus-next";

/** Address of one method of one object. */
export interface DbusTarget {
  readonly destination: string;
  readonly path: string;
  readonly interface: string;
}

/** A signal that arrived. */
interface DbusSignal {
  readonly sender: string;
  readonly path: string;
  readonly interface: string;
  readonly member: string;
  readonly body: readonly unknown[];
}

/** A method call that arrived. */
export interface DbusCall extends DbusSignal {}

/** Reply to a call: signature and values. */
export interface DbusReply {
  readonly signature: string;
  readonly body: unknown[];
}

/** One connection to a bus, reduced to what the rig needs. */
export interface DbusConnection {
  /** Our unique name, such as ":1.4". */
  readonly name: string;
  /** Calls a method. @throws DBusError with the name of the remote error. */
  call(
    target: DbusTarget,
    member: string,
    signature?: string,
    body?: readonly unknown[],
  ): Promise<readonly unknown[]>;
  getProperty(target: DbusTarget, property: string): Promise<unknown>;
  /** Takes a well-known name. @throws Error when somebody else has it. */
  own(name: string): Promise<void>;
  /** Unique name of the owner, undefined when there is none. */
  ownerOf(name: string): Promise<string | undefined>;
  pidOf(name: string): Promise<number>;
  /** Subscribes; resolves when the bus has accepted the rule. */
  subscribe(rule: string, listener: (signal: DbusSignal) => void): Promise<void>;
  /** Answers calls for which `handler` returns a reply; the caller of a `silence` waits in vain. */
  serve(handler: (call: DbusCall) => DbusReply | "silence" | undefined): void;
  emit(source: Omit<DbusTarget, "destination">, member: string, reply: DbusReply): void;
  close(): void;
}

const BUS: DbusTarget = {
  destination: "org.freedesktop.DBus",
  path: "/org/freedesktop/DBus",
  interface: "org.freedesktop.DBus",
};

/**
 * Connects to the bus at `address` (`unix:path=…`).
 * @throws Error when the bus does not answer.
 */
export async function connectToBus(address: string): Promise<DbusConnection> {
  const bus = dbus.sessionBus({ busAddress: address });
  await new Promise<void>((resolve, reject) => {
    bus.on("error", reject); // Stays: an "error" after this (the daemon was stopped) is no news.
    bus.on("connect", resolve);
  });

  const call: DbusConnection["call"] = async (target, member, signature = "", body = []) => {
    const message = new dbus.Message({ ...target, member, signature, body: [...body] });
    const reply = await bus.call(message);
    return (reply?.body ?? []) as readonly unknown[];
  };
  const ownerOf = async (name: string) => {
    const [hasOwner] = await call(BUS, "NameHasOwner", "s", [name]);
    return hasOwner === true
      ? String((await call(BUS, "GetNameOwner", "s", [name]))[0])
      : undefined;
  };

  return {
    name: (bus as unknown as { name: string }).name,
    call,
    ownerOf,
    async getProperty(target, property) {
      const properties = { ...target, interface: "org.freedesktop.DBus.Properties" };
      const [value] = await call(properties, "Get", "ss", [target.interface, property]);
      return plain(value);
    },
    async own(name) {
      const reply = await bus.requestName(name, dbus.NameFlag.DO_NOT_QUEUE);
      if (reply !== dbus.RequestNameReply.PRIMARY_OWNER) throw new Error(`${name} is taken`);
    },
    async pidOf(name) {
      return Number((await call(BUS, "GetConnectionUnixProcessID", "s", [name]))[0]);
    },
    async subscribe(rule, listener) {
      bus.on("message", (message) => {
        if (message.type === dbus.MessageType.SIGNAL) listener(message);
      });
      await call(BUS, "AddMatch", "s", [`type='signal',${rule}`]);
    },
    serve(handler) {
      bus.addMethodHandler((message: dbus.Message) => {
        const reply = handler(message);
        if (reply === undefined) return false;
        if (reply === "silence") return true;
        bus.send(dbus.Message.newMethodReturn(message, reply.signature, reply.body));
        return true;
      });
    },
    emit(source, member, { signature, body }) {
      bus.send(dbus.Message.newSignal(source.path, source.interface, member, signature, body));
    },
    close: () => bus.disconnect(),
  };
}

/** Strips D-Bus variants, at any depth. */
export function plain(value: unknown): unknown {
  if (value instanceof dbus.Variant) return plain(value.value);
  if (Buffer.isBuffer(value)) return value;
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner)]));
  }
  return value;
}
